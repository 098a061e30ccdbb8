// When was a page published? The dates that a page states in its head, in its address and on
// the page, from the surest to the least sure; a change of the page only where nothing says
// when it appeared.
//
//   HtmlDates dates;
//   dates.take(DateSource::meta, "2023-02-02T13:15");   // what stands first counts
//   dates.best()                                        // its Date
//   dates.updated()                                     // of the last change, if one is stated
//
// Not here: finding it among the lines of the page (html_visible_dates.h).
//
// Nothing is made up: what is no date of the calendar, or in a year without web pages, is none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/document.h"

namespace byname {

// The surest first.
enum class DateSource : std::uint8_t {
  meta,      // said to be of publication: meta, JSON-LD of an article, microdata
  page,      // JSON-LD of the page, a script's "datePublished"
  address,   // /2023/02/02/ in the page's URL
  visible,   // on the page
  script,    // in a script that is no linked data
  modified,  // of a later change
};
inline constexpr std::size_t kDateSources = 6;

// What a <meta> of that name gives; nothing if it is no date.
std::optional<DateSource> date_of_meta(std::string_view name);

// "/2023/02/02/", "/20230202/", "-2023-02-02": kind derived.
std::optional<Date> date_in_address(std::string_view url);

// "2023-02" of "/2023/02/on-the-bridge", "2023" of "/2023/on-the-bridge"; empty: there is none.
std::string month_in_address(std::string_view url);

class HtmlDates {
 public:
  // What is written there for machines.
  void take(DateSource source, std::string_view written);
  void take(DateSource source, std::optional<Date> date);
  Date best() const;
  Date updated() const { return dates_[static_cast<std::size_t>(DateSource::modified)]; }

 private:
  std::array<Date, kDateSources> dates_{};
};

// Whether it may be the date of a page of the web, not a day of history or one to come.
bool is_plausible(const Date& date);

// «"datePublished": "2023-02-02..."» and the like anywhere in a script. Linear.
void take_from_script(std::string_view script, DateSource source, HtmlDates& dates);

}  // namespace byname
