// What a single line of a page says, by the words of indexer/rules/furniture.tsv and
// outlets.tsv: furniture, a label, a byline, the name of a source.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/document.h"

namespace byname {

// «Advertisement», «Read more», «Подписывайтесь на наш канал».
bool is_furniture_line(std::string_view line);

// «Read also», «Latest news:»: heads a list of other articles. With `rest` the line may
// go on after a colon, as in «Read also: Another title».
bool is_list_heading(std::string_view line);
bool is_list_line(std::string_view line);

// Where a note like «Translated from the Azerbaijani» begins in a line of the head of a page,
// alone or behind the source and its date; nothing if there is none.
std::optional<std::size_t> translation_note(std::string_view line);

// «Photo: ...», «Фото: ...».
bool is_caption_line(std::string_view line);

// What follows the label «Title:», «Subject:»; empty: it is no such line.
std::string_view title_of_label(std::string_view line);

// The date of a line that begins with a label: «As of: September 21, 2023 2:49 a.m».
struct LabelledDate {
  Date date{};
  bool update = false;            // of a later change, not of the first publication
  std::optional<Date> updated{};  // the change that the same line states behind it
  std::size_t end = 0;            // of the date, bytes of the line
};
std::optional<LabelledDate> labelled_date(std::string_view line);

// «Event: 12 May 2027», «Deadline 12 May 2027»: a label and a day that is not that of the page.
bool announces_a_day(std::string_view line);
// Such a label alone, above the day: «When», «Opening hours:».
bool heads_announcement(std::string_view line);

// «This entry was posted on ... and is filed under ...»: what programs write below an article.
bool is_posting_note(std::string_view line);

// The name in «By Ann Lee, BBC News», «Müəllif: X Y»; empty: it is no byline.
std::string author_of_byline(std::string_view line);

// The same in an element for authors, where the name alone will do: «Ann Lee», «Ann Lee, BBC News»,
// «Ann Lee, staff writer».
std::string author_of_element(std::string_view text);

// "Ann Lee updated her status." is by Ann Lee; nothing where no deed of the kind is told.
std::string who_did(std::string_view told);

// The name in «Source: X», «Reprinted from X»; empty: it is no such line.
std::string source_of_label(std::string_view line);

// The newsroom or site that the line names and nothing else: «RT – Russia Today»,
// «Caliber.Az», «JAMnews, Baku»; empty: it is none.
std::string_view source_name(std::string_view line);

// «Горный вестник, 5 марта 2022»: a newsroom, or what sounds like one, and the day.
struct DatedSource {
  std::string source{};
  Date date{};
};
std::optional<DatedSource> source_and_date(std::string_view line);

// A title and the site behind it: «Bridge opens | Town Crier». Without a site the title is
// the whole line.
struct SitedTitle {
  std::string_view title{};
  std::string_view site{};
};
SitedTitle split_site(std::string_view line);

// «Home > World > Caucasus»: the way to a page.
bool is_trail(std::string_view line);

// «Ann Lee»: two to four capitalised words and nothing else.
bool is_person_name(std::string_view text);

// A paragraph at the head that says who wrote and who reprints: «Ann Lee, director of X,
// argues in her article ... Site.Az reprints the article.»
struct Standfirst {
  std::string author{};
  std::string source{};
};
std::optional<Standfirst> read_standfirst(std::string_view paragraph);

// The agency in a dateline: «YEREVAN, SEPTEMBER 20, ARMENPRESS. ...», «BAKU (Reuters) - ...»;
// and its date if it has a year.
struct Dateline {
  std::string source{};
  Date date{};
};
std::optional<Dateline> read_dateline(std::string_view paragraph);

}  // namespace byname
