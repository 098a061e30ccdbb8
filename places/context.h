// Which place is meant, and is a place meant at all? Judged from what else the
// document names and from the words beside the name.
//
//   Context context(facts, input);
//   for (const Pick& pick : picks) context.learn(pick, options_of(pick));
//   for (...) Judgement j = context.judge(picks, k, options_of(picks[k]));
//
// Evidence comes from names that cannot be mistaken; it settles the others.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "places/matcher.h"
#include "places/name_facts.h"

namespace byname {

// One place that a stretch of text may mean.
struct Option {
  PlaceNumber place = kNoNumber;
  NameNumber name = kNoNumber;
  MentionKind kind = MentionKind::name;
  MentionRule rule = MentionRule::listed;
  bool is_name = false;  // a listed name itself, not a form of it
  NameFact fact{};
  std::uint16_t confidence = 0;  // before the context is heard
  std::int16_t rank = 0;         // likelihood among the options, before the context
};

// A stretch of text that will be a mention if the context allows it.
struct Pick {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t first_token = 0;
  std::uint16_t tokens = 0;
  std::uint16_t option_count = 0;
  std::uint32_t options = 0;  // where they begin
  bool tag = false;           // in a hashtag, a handle, a host name
};

struct Judgement {
  std::size_t option = 0;
  std::uint16_t confidence = 0;
  RejectReason reason = RejectReason::none;
};

// A folded word that ends as family names do: -ov, -yan, -zade, ...
bool looks_like_surname(std::string_view term);

class Context {
 public:
  Context(const NameFacts& facts, const MatchInput& input) : facts_(facts), input_(input) {}

  void learn(const Pick& pick, std::span<const Option> options);
  Judgement judge(std::span<const Pick> picks, std::size_t k, std::span<const Option> options);

 private:
  // How much the rest of the document speaks for a place.
  enum class Support : std::uint8_t { none, region, direct };
  Support support_of(PlaceNumber place, NameNumber name);

  std::uint16_t roles_before(const Pick& pick) const;
  std::uint16_t roles_after(const Pick& pick) const;
  bool begins_sentence(const Pick& pick) const;
  bool is_label(const Pick& pick) const;
  bool shouted_about(const Pick& pick) const;
  bool in_quotes(const Pick& pick) const;
  bool is_person(std::span<const Pick> picks, std::size_t k, const Option& option) const;
  Judgement weigh(std::span<const Pick> picks, std::size_t k, const Option& option, bool rivals);

  const NameFacts& facts_;
  const MatchInput& input_;
  // Places mentioned unmistakably, and by which name; kNoNumber: by several.
  std::unordered_map<PlaceNumber, NameNumber> named_{};
  std::unordered_map<PlaceNumber, std::uint32_t> around_{};  // of places within
  std::unordered_map<PlaceNumber, Support> others_{};        // what others say for a place
};

}  // namespace byname
