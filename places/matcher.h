// Which places are named in this text? Token n-grams against the forms of the
// compiled gazetteer, longest match first, with hashtags and compounds taken
// apart, and a judgement on every whole-word occurrence of a listed name.
//
//   NameMatcher matcher(gazetteer);
//   std::vector<Mention> mentions;
//   matcher.find({text, stream, parts, "az"}, mentions);
//
// Rules: DESIGN section 4; the file's comments give each one's reason.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"
#include "schemas/document.h"
#include "schemas/mention.h"
#include "text/token.h"

namespace byname {

struct MatchInput {
  std::string_view text;
  const TokenStream& stream;
  std::span<const PartSpan> parts;  // sorted
  std::string_view lang;            // of the document; may be empty
};

class NameMatcher {
 public:
  // `gazetteer` must outlive the matcher.
  explicit NameMatcher(const CompiledGazetteer& gazetteer);
  ~NameMatcher();
  NameMatcher(NameMatcher&&) noexcept;
  NameMatcher& operator=(NameMatcher&&) noexcept;

  // Replaces `out`: sorted by (begin, end, place), rejected ones included; of the
  // others no two overlap, except that no span ever carries two places. Thread-safe.
  void find(const MatchInput& input, std::vector<Mention>& out) const;

 private:
  struct Rep;
  std::unique_ptr<const Rep> rep_;
};

// Hash of the matcher's own tables (common words, splitting words, rules).
std::string matcher_fingerprint();

}  // namespace byname
