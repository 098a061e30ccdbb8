#include "places/settlement.h"

#include <algorithm>
#include <tuple>

#include "places/code_points.h"
#include "places/windows.h"

namespace byname {

namespace {

Mention bare_mention(const Pick& pick) {
  return {
      .begin = pick.begin, .end = pick.end, .first_token = pick.first_token, .tokens = pick.tokens};
}

}  // namespace

// Decides every pick with the evidence of all, and writes the mentions.
void Settlement::settle(std::vector<Mention>& out) {
  out.clear();
  out.reserve(found_.picks.size() + found_.refusals.size());
  Context context(facts_, input_, scouted_.hashes, evidence_);
  for (const Pick& pick : found_.picks) context.learn(pick, options_of(pick));
  for (const Refusal& r : found_.refusals)
    if (r.reason == RejectReason::common_word) context.learn_word(gazetteer_.place_of(r.name));
  for (std::size_t k = 0; k < found_.picks.size(); ++k) {
    const Pick& pick = found_.picks[k];
    const std::span<const Option> options = options_of(pick);
    const Judgement judgement = context.judge(found_.picks, k, options);
    const Option& option = options[judgement.option];
    if (judgement.reason != RejectReason::none) {
      const NameNumber name = option.is_name ? option.name : found_.listed[k];
      if (name != kNoNumber) out.push_back(rejected(pick, name, judgement.reason));
      // The shorter names in it were not asked; their rows say that they stand here.
      if (pick.tokens > 1) reject_inside(pick, kNoNumber, out);
      continue;
    }
    Mention mention = bare_mention(pick);
    mention.place = option.place;
    mention.name = option.name;
    mention.kind = option.kind;
    mention.rule = option.rule;
    mention.confidence = judgement.confidence;
    if (mention.rule == MentionRule::listed && is_compound(pick)) {
      mention.rule = MentionRule::compound;
      mention.confidence = std::min<std::uint16_t>(mention.confidence, 950);
    }
    mention.confidence = calibrated(mention.confidence);
    out.push_back(mention);
    if (pick.tokens > 1) reject_inside(pick, option.place, out);
  }
  if (context.speaks_of_places())
    for (const std::size_t i : found_.maybe) add_unlisted(i, context, out);
  for (const Refusal& r : found_.refusals) {
    const Pick pick{.begin = r.window.begin,
                    .end = r.window.end,
                    .first_token = r.window.first,
                    .tokens = r.window.tokens};
    out.push_back(rejected(pick, r.name, r.reason));
  }
  // Of several rows for one span, place and kind the first one found is kept.
  const auto before = [](const Mention& a, const Mention& b) {
    return std::tie(a.begin, a.end, a.place, a.kind) < std::tie(b.begin, b.end, b.place, b.kind);
  };
  if (!std::is_sorted(out.begin(), out.end(), before))
    std::stable_sort(out.begin(), out.end(), before);
  // What one reading refused and another took is taken: `rejected` sorts last.
  out.erase(std::unique(out.begin(), out.end(),
                        [](const Mention& a, const Mention& b) {
                          return a.begin == b.begin && a.end == b.end && a.place == b.place;
                        }),
            out.end());
  assign_parts(input_.parts, out);
}

// Khankendi-Lachin, BAKU:Armenia, Azerbaijan.jpg: written to another word.
bool Settlement::is_compound(const Pick& pick) const {
  const auto glued = [&](std::size_t right) {
    const std::uint32_t gap =
        input_.stream.tokens[right].begin - input_.stream.tokens[right - 1].end;
    switch (input_.stream.tokens[right].gap) {
      case Gap::hyphen:
      case Gap::slash:
      case Gap::dot:
      case Gap::underscore:
        return true;
      case Gap::colon:
        return gap == 1;
      default:
        return false;
    }
  };
  const std::size_t next = std::size_t{pick.first_token} + pick.tokens;
  return (pick.first_token > 0 && glued(pick.first_token)) ||
         (next < input_.stream.tokens.size() && glued(next));
}

// Kelbadzhar, in a text that speaks of its country.
void Settlement::add_unlisted(std::size_t i, Context& context, std::vector<Mention>& out) {
  const bool sounds = may_be_unlisted(input_.stream, i, input_.lang);
  const bool slips =
      unlisted_.hears_slips() && may_be_misspelt(input_.text, input_.stream, i, input_.lang);
  if (!sounds && !slips) return;
  const std::string_view term = input_.stream.term(i);
  gazetteer_.forms(scouted_, i, term, found_.entries, texts_);
  if (!found_.entries.empty()) return;
  const Window w = window_of(input_.stream.tokens, i, 1, Shape::whole);
  const Pick pick{.begin = w.begin, .end = w.end, .first_token = w.first, .tokens = w.tokens};
  if ((sounds || writes_capitals(input_.text, input_.stream.tokens[i])) &&
      !context.capital_tells(pick))
    return;
  const auto add = [&](const UnlistedName& found, MentionRule rule, std::uint16_t confidence) {
    if (found.place == kNoNumber || !context.speaks_of(found.place, found.name)) return false;
    Mention mention = bare_mention(pick);
    mention.place = found.place;
    mention.name = found.name;
    mention.kind = MentionKind::name;
    mention.rule = rule;
    mention.confidence = confidence;
    out.push_back(mention);
    return true;
  };
  if (sounds) {
    const UnlistedName found = unlisted_.find(term);
    if (add(found, MentionRule::romanised, confidence_of(found))) return;
  }
  if (slips)
    add(unlisted_.find_misspelt(term, input_.lang), MentionRule::misspelt, kMisspeltConfidence);
}

Mention Settlement::rejected(const Pick& pick, NameNumber name, RejectReason reason) const {
  Mention mention = bare_mention(pick);
  mention.name = name;
  mention.place = gazetteer_.place_of(name);
  mention.kind = MentionKind::rejected;
  mention.reason = reason;
  mention.confidence = 0;
  return mention;
}

// Names inside a longer mention of a place to which neither family nor
// containment leads: a row each, so that every listed name has one.
void Settlement::reject_inside(const Pick& pick, PlaceNumber taken, std::vector<Mention>& out) {
  for (std::size_t i = pick.first_token; i < pick.first_token + pick.tokens; ++i) {
    for (std::size_t n = 1; n < pick.tokens && i + n <= pick.first_token + pick.tokens; ++n) {
      if (n == 1) {
        gazetteer_.forms(scouted_, i, input_.stream.term(i), found_.entries, texts_);
      } else {
        if (!window_key(input_.text, input_.stream, i, n, found_.key)) break;
        gazetteer_.forms(found_.key, found_.entries, texts_);
      }
      for (const FormEntry& entry : found_.entries) {
        const PlaceNumber place = entry.place;
        if (!entry.is_name || place == taken) continue;
        if (taken != kNoNumber && leads_to(place, taken)) continue;
        const Window w = window_of(input_.stream.tokens, i, n, Shape::whole);
        out.push_back(
            rejected({.begin = w.begin, .end = w.end, .first_token = w.first, .tokens = w.tokens},
                     entry.name, RejectReason::part_of_longer));
        break;
      }
    }
  }
}

bool Settlement::leads_to(PlaceNumber from, PlaceNumber to) {
  const auto [known, unknown] = leads_.try_emplace(std::uint64_t{from} << 32 | to, false);
  if (!unknown) return known->second;
  const auto holds = [&](const std::vector<PlaceNumber>& places) {
    return std::find(places.begin(), places.end(), to) != places.end();
  };
  return known->second = holds(gazetteer_.contained(from)) || holds(gazetteer_.family(from));
}

}  // namespace byname
