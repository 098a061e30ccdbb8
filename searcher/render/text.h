// Answers for people: what a terminal shows.
#pragma once

#include <string>
#include <vector>

#include "places/compiled.h"
#include "places/resolver.h"
#include "schemas/answer.h"
#include "searcher/mentions.h"
#include "searcher/names.h"
#include "searcher/render/paint.h"
#include "searcher/show.h"

namespace byname {

// Search
std::string search_text(const SearchAnswer& answer, const Paint& paint);
std::string explain_text(const SearchAnswer& answer, const Paint& paint);

// Mentions, a line each (KWIC): the surface in the middle column, documents as headings.
// Feed it mentions in the order they come.
class MentionLines {
 public:
  // `width`: columns of the terminal.
  MentionLines(const Paint& paint, std::size_t width, bool show_place);
  std::string add(const MentionRecord& mention);

 private:
  Paint paint_;
  std::size_t context_;  // columns on either side
  bool show_place_;
  std::string document_{};
};
std::string mentions_summary(const MentionsAnswer& answer, const Paint& paint);

std::string names_text(const NamesAnswer& answer, const Paint& paint);
std::string places_text(const std::vector<PlaceSummary>& places, const Paint& paint);
std::string resolved_text(const std::string& query, const std::vector<Resolved>& places,
                          const CompiledGazetteer& gazetteer, const std::string& lang,
                          const Paint& paint);
// Without colours the marks are [[ ]].
std::string shown_text(const ShownDocument& shown, const Paint& paint);

// "searcher: TEXT" with the place in the query underlined.
std::string warning_text(const std::string& query, const Warning& warning);

}  // namespace byname
