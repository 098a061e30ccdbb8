// What the reading of a text found, and how it becomes mentions: every place is decided with
// the evidence of all, spellings that nobody listed are heard, what was refused has its row.
//
//   Settlement(gazetteer, facts, unlisted, input, texts, scouted, findings, evidence).settle(out);
//
// Not here: finding (matcher.cc), judging one (context.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "places/candidate.h"
#include "places/compiled.h"
#include "places/context.h"
#include "places/matcher.h"
#include "places/name_facts.h"
#include "places/unlisted.h"
#include "schemas/mention.h"

namespace byname {

struct Refusal {
  Window window{};
  NameNumber name = kNoNumber;
  RejectReason reason = RejectReason::none;
};

struct Findings {
  std::vector<Pick> picks{};
  std::vector<NameNumber> listed{};  // by pick: a name spelt just so, or kNoNumber
  std::vector<Option> options{};     // of the picks, one after the other
  std::vector<Refusal> refusals{};
  std::vector<std::size_t> maybe{};  // tokens that may be unlisted spellings
  std::vector<FormEntry> entries{};  // memory only, as is the key
  std::string key{};

  void clear() {
    picks.clear();
    listed.clear();
    options.clear();
    refusals.clear();
    maybe.clear();
  }
};

class Settlement {
 public:
  Settlement(const CompiledGazetteer& gazetteer, const NameFacts& facts,
             const UnlistedNames& unlisted, const MatchInput& input, Texts texts,
             const Scouted& scouted, Findings& found, Evidence& evidence)
      : gazetteer_(gazetteer),
        facts_(facts),
        unlisted_(unlisted),
        input_(input),
        texts_(texts),
        scouted_(scouted),
        found_(found),
        evidence_(evidence) {}

  // Replaces `out`; in order, one row a span and place.
  void settle(std::vector<Mention>& out);

 private:
  std::span<const Option> options_of(const Pick& pick) const {
    return std::span(found_.options).subspan(pick.options, pick.option_count);
  }
  bool is_compound(const Pick& pick) const;
  void add_unlisted(std::size_t i, Context& context, std::vector<Mention>& out);
  Mention rejected(const Pick& pick, NameNumber name, RejectReason reason) const;
  void reject_inside(const Pick& pick, PlaceNumber taken, std::vector<Mention>& out);
  bool leads_to(PlaceNumber from, PlaceNumber to);

  const CompiledGazetteer& gazetteer_;
  const NameFacts& facts_;
  const UnlistedNames& unlisted_;
  const MatchInput& input_;
  const Texts texts_;
  const Scouted& scouted_;
  Findings& found_;
  Evidence& evidence_;
  std::unordered_map<std::uint64_t, bool> leads_{};
};

}  // namespace byname
