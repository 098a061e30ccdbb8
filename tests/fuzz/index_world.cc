#include "tests/fuzz/index_world.h"

#include <vector>

#include "schemas/fields.h"
#include "searcher/mentions.h"
#include "searcher/names.h"
#include "searcher/show.h"
#include "tests/fuzz/check.h"
#include "tests/support/a_document.h"

namespace byname::fuzz {

using test::a_document;

const test::TestIndex& index_world() {
  static test::TestIndex& world = []() -> test::TestIndex& {
    static test::TestIndex made({
        a_document("en")
            .id("airport")
            .title("The airport reopens")
            .body("The Stepanakert airport was closed for years. Planes land in Baku's airport.")
            .source("RT")
            .date("2023-02-02")
            .mention("Stepanakert", {.place = test::kXankendi, .name = 1})
            .mention("Baku", {.place = test::kBaku, .name = 12}),
        a_document("az")
            .id("yol")
            .body("Xankəndi yolu açıqdır. Şuşa da.")
            .source("Caliber.Az")
            .date("2021")
            .mention("Xankəndi", {.place = test::kXankendi})
            .mention("Şuşa", {.place = test::kShusha, .name = 10}),
        a_document("en")
            .id("bridge")
            .body("An old bridge. Soldiers surrendered near Mountainous Karabakh.")
            .chrome("Read also: Stepanakert market, bridge toll")
            .mention("Mountainous Karabakh", {.place = test::kKarabakh, .name = 9})
            .mention("Stepanakert", {.place = test::kXankendi, .name = 1}),
        a_document("ru").id("gone").body("Шуша и Баку").mention("Шуша", {.place = test::kShusha}),
    });
    made.update({}, {3});
    return made;
  }();
  return world;
}

void check_answer(const SearchAnswer& answer, std::string_view query) {
  check(answer.query == query, "an answer names its query");
  for (const Warning& warning : answer.warnings)
    check(warning.begin <= warning.end && warning.end <= query.size(),
          "a warning lies inside the query");
  check(answer.clusters <= answer.total, "clusters are fewer than documents");
  check(answer.hits.size() <= answer.total, "hits are counted");
  for (const Hit& hit : answer.hits) {
    for (const Snippet& snippet : hit.snippets) {
      std::uint32_t end = 0;
      for (const ByteRange& range : snippet.highlights) {
        check(range.begin >= end && range.begin < range.end, "highlights stand apart");
        check(range.end <= snippet.text.size(), "and inside the snippet");
        end = range.end;
      }
    }
  }
}

namespace {

void read_documents(const Index& index) {
  std::vector<TermNumber> tokens;
  for (DocumentNumber n = 0; n < index.document_end(); ++n) {
    const Document document = index.whole_document(n);
    index.find_uid(document.uid);
    index.find_id(document.id);
    index.tokens(n, tokens);
    index.length(n);
    for (const Mention& mention : index.mentions(n))
      source_of(document, mention.begin, mention.end);
  }
}

void read_words(const Index& index) {
  for (const Word& word : index.words_with_prefix("", 5)) {
    index.stem_relatives(word.term, "en");
    index.sound_relatives(word.term, 0.4, 10);
    index.postings(word.term);
  }
  for (TermNumber a = 0; a < std::min<TermNumber>(index.frequent_terms(0), 5); ++a)
    index.pair_postings(0, a, 0);
}

void ask_for(const Index& index, std::string_view query) {
  check_answer(search(index, query, {.facets = {"source", "place"}}), query);
}

}  // namespace

void ask(const Index& index, unsigned question) {
  switch (question % kQuestions) {
    case 0:
      return ask_for(index, "*");
    case 1:
      return ask_for(index, "bridge");
    case 2:
      return ask_for(index, "\"Stepanakert airport\" OR old NEAR/3 soldiers");
    case 3:
      return ask_for(index, "surrender Xankendi lang:az");
    case 4:
      list_mentions(index, {.all = true, .kinds = {}}, [](const MentionRecord&) { return true; });
      return;
    case 5:
      names_of_place(index, "Stepanakert");
      show_document(index, "airport", {.mark_all = true});
      return;
    case 6:
      return read_documents(index);
    default:
      return read_words(index);
  }
}

}  // namespace byname::fuzz
