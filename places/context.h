// Which place is meant, and is a place meant at all? Judged from what else the
// document names and from the words beside the name.
//
//   Context context(facts, input, scouted.hashes, evidence);
//   for (const Pick& pick : picks) context.learn(pick, options_of(pick));
//   for (...) Judgement j = context.judge(picks, k, options_of(picks[k]));
//
// Evidence comes from names that cannot be mistaken: of one option; no doubts of word,
// person, abbreviation or people under an area, none of a brand; in use (weight) if
// doubted or not exactly listed; not in capitals unless the name is; of four bytes or
// of the text's language; not *small* (candidate.h). Such a name speaks for its place
// (by another name: direct; another spelling of one origin in one language is none),
// for the family (direct), and for what it lies in, two levels up, and what lies in
// those (region). Its country is named if something up to four levels above the place
// is spoken for, its region if what it lies in is more often than the place itself. A
// place is *seen* where it has a capital in mid-sentence, outside tags and labels, and,
// in scripts without case, where it is said to be one: a word for districts, corridors,
// waters, mountains or (not for being seen) settlements stands beside it, what an
// apostrophe follows left out, and it is such a thing. It is *told*
// where, with a capital, its ending stands behind an apostrophe, in Turkish, and no doubt
// of person is about: only names are written so (Van'da, not vanda). A quotation
// of more than the word in question begins a sentence.
//
// Of several options the best has the highest rank + 6 for direct, 2 for regional
// support, 6 where it is said to be one, or a comma joins it to a name of one place and
// both are waters, or mountains (rivers: Hrazdan, Vorotan); among towns, villages and districts
// only, 4 for those whose two nearest unmistakable places (not under 5 km, no areas) are on average
// not much farther than those of the nearest option (1.3 times and 5 km);
// then the lowest place number. One within two points of the best before it: rivals.
//
// The best is rejected as a person's name, in this order:
//   one token, outside tags;
//   a listed name behind a word for being called that has a word for a person or an
//   animal at most four words before it, in one sentence (the dog is called Texas), or
//   before a comma, a possessive and such a word without a capitalised one behind
//   (Куба, моя собака); if known, before an underscore and digits (Lachin_05);
//   the place under an area or the name known as a person's;
//   behind a capitalised given name (that is no preposition or place word), or, if
//   known, behind a title, an initial, or a capitalised word in mid-sentence that
//   nothing explains (Denzel Washington); or, under an area and not small, behind a word
//   for a person (my sister Ani, but not with an ending that says where: եղբայրը Երևանում;
//   with a comma, if none follows directly: the son, Lachin,
//   draws), if known behind a title in small letters (the poet Fuzuli), in quotes behind
//   such a word and a function word, or before an honorific (Füzuli müəllim); or, with
//   doubts of word or person, before a comma and a title (Грозный, царь);
//   or, not behind a preposition, before a word that ends like a surname and is no common
//   word, if known or, that word not in capitals, listed; or, if known, before a capitalised word
//   that nothing explains, from an area on only English given names before no common word. If known
//   as a given name, behind a word for a person and before a capitalised word (my friend Jordan
//   Pike).
// As letter case: a small one without any support whose country is not named and that
// no hyphen or dash joins to a listed name that is not wordlike (баку-агдам: a *route*).
// As common word: a *wordlike* one that is not on a route, nor in quotation marks and
// seen, nor said to be one with any support or its country named.
// As ambiguous:
//   a name of one token with a capital, alone in quotation marks, without direct
//   support: a word for a thing (hotel, car, newspaper) at most three words before it in
//   its sentence; of a water or a mountain, also directly behind a preposition and a blank
//   (на «Волге»)
//   under an area, without direct support, outside tags, one token: in capitals of four
//   bytes at most, unless the name or its neighbours are, behind a preposition, or
//   without doubts at the beginning of a sentence; three bytes of another language
//   out of use (weight 0), outside tags, unless the place has an official name in this
//   language: derived without regional, or unmarked without direct support
// Without doubts the confidence stays, 90 % of it with rivals. With doubts (all shares in
// the order below) it is ambiguous
//   brand          outside tags, in quotation marks, without direct support
//   any but brand  of weight 0 or 1 under an area, without direct support (in tags:
//                  regional), unless it is said to be such a thing, or only other places,
//                  of a place with an official name
//   abbreviation   without support, under an area or of four bytes at most; else 60 % without
//                  support, 75 % with
//   word           outside tags. Without direct support and place words (district, corridor,
//                  place word on either side; preposition before, in scripts with case):
//                  without letter case, unless alone in its line, seen, behind a
//                  preposition where its region is supported, its country named, or, where
//                  nobody said what it is and where, anything at all is, or
//                  beside a place (an unmistakable one within 12 tokens of the sentence, or
//                  another option behind «and» in Persian and Georgian); with a capital
//                  that says nothing (sentence begins, neighbours in capitals), unless seen
//                  and no common word, or told, or a listed name of a country, or of what
//                  nobody said what it is where no listed name of it is refused as a common
//                  word or wordlike, that is no function word, nor a capital city that is a common
//                  word and whose region is not named: one token, unless alone in its line, in use,
//                  and listed or in a text of four tokens; others 50 %. Of another language, not
//                  official, without any support or place words. A name in capitals among capitals
//                  without direct support. Else 85 %, with direct support 95 %
//   people         75 %, with direct support 95 %
//   person         without letter case, under an area, as for a word; else 70 %, with direct
//                  support, place words, or from an area on 95 %
//   elsewhere,     under a country 88 %, with any support 96 %
//   brand
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "places/matcher.h"
#include "places/name_facts.h"
#include "places/place_map.h"

namespace byname {

// One place that a stretch of text may mean.
struct Option {
  PlaceNumber place = kNoNumber;
  NameNumber name = kNoNumber;
  MentionKind kind = MentionKind::name;
  MentionRule rule = MentionRule::listed;
  bool is_name = false;   // a listed name itself, not a form of it
  bool small = false;     // written small where it has a capital: only with support
  bool wordlike = false;  // small, and an ordinary word if small: only with a sign
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
  bool ending = false;        // a capital, and an ending behind an apostrophe, in Turkish
};

struct Judgement {
  std::size_t option = 0;
  std::uint16_t confidence = 0;
  RejectReason reason = RejectReason::none;
};

// The share of such mentions that are right, in thousandths, as measured
// (docs/confidence.md): .995 less 27 % of what the rules leave open. Below .500, where
// nothing was measured, as the rules say.
std::uint16_t calibrated(std::uint16_t confidence);

// A folded word that ends as family names do: -ov, -yan, -zade, ...
bool looks_like_surname(std::string_view term);

// Whether a sentence, a paragraph, or a quotation of several words begins with token t.
bool begins_sentence(std::string_view text, const TokenStream& stream, std::size_t t);

// What a document says of places. Used for one document after the other it keeps its memory.
struct Evidence {
  // How much the rest of the document speaks for a place.
  enum class Support : std::uint8_t { none, region, direct };

  // Places mentioned unmistakably, and by which name; kNoNumber: by several.
  PlaceMap<NameNumber> named{};
  std::vector<std::uint32_t> sure{};  // first tokens of these, ascending
  // By pick: its only place, if there is one; whether a name is spelt so.
  std::vector<PlaceNumber> only{};
  std::vector<bool> listed{};
  // Places whose name has a capital inside a sentence, where a word would have
  // none, or stands beside a word for such a thing.
  PlaceSet seen{};
  // Capitals that nobody has looked at yet, whether they say that much.
  struct Capital {
    PlaceNumber place = kNoNumber;
    std::uint32_t first_token = 0;
    std::uint16_t tokens = 0;
  };
  std::vector<Capital> capitals{};
  // Places whose name bears an ending behind an apostrophe somewhere.
  PlaceSet told{};
  // Places whose name stands in small letters as an ordinary word.
  PlaceSet words{};
  PlaceMap<std::uint32_t> around{};  // of places within
  PlaceMap<Support> others{};        // what others say for a place
  PlaceMap<double> nearest{};        // km to the next place named

  void clear();
};

class Context {
 public:
  // `hashes`: key_hash() of every token; `evidence` is replaced.
  Context(const NameFacts& facts, const MatchInput& input, std::span<const std::uint64_t> hashes,
          Evidence& evidence)
      : facts_(facts),
        input_(input),
        lang_(packed_lang(input.lang)),
        hashes_(hashes),
        evidence_(evidence) {
    evidence_.clear();
  }

  void learn(const Pick& pick, std::span<const Option> options);
  // That a name of the place is written small here, and an ordinary word.
  void learn_word(PlaceNumber place) { evidence_.words.insert(place); }
  Judgement judge(std::span<const Pick> picks, std::size_t k, std::span<const Option> options);

  // Whether anything at all is named unmistakably; whether this place, its region or its
  // country is, by other names than this.
  bool speaks_of_places() const { return !evidence_.named.empty(); }
  bool speaks_of(PlaceNumber place, NameNumber name) {
    return support_of(place, name) != Support::none || country_named(place);
  }
  // A capital there says that it is a name: in mid-sentence, and not alone in its line.
  bool capital_tells(const Pick& pick) const { return !begins_sentence(pick) && !is_label(pick); }

 private:
  using Support = Evidence::Support;
  bool is_spelling_of(NameNumber a, NameNumber b) const;
  Support support_of(PlaceNumber place, NameNumber name);

  std::uint16_t roles_before(const Pick& pick) const;
  std::uint16_t roles_after(const Pick& pick) const;
  bool begins_sentence(const Pick& pick) const;
  bool is_label(const Pick& pick) const;
  bool shouted_about(const Pick& pick) const;
  bool in_quotes(const Pick& pick) const;
  bool names_a_thing(const Pick& pick, const PlaceFact& place) const;
  bool is_on_a_route(std::span<const Pick> picks, std::size_t k) const;
  bool is_among(std::span<const Pick> picks, std::size_t k, const PlaceFact& place) const;
  bool is_called(const Pick& pick) const;
  bool is_borne_by_somebody(const Pick& pick, const Option& option) const;
  bool says_where(const Pick& pick, const Option& option) const;
  bool is_person(std::span<const Pick> picks, std::size_t k, const Option& option) const;
  bool is_seen(PlaceNumber place);
  bool region_named(PlaceNumber place) const;
  bool country_named(PlaceNumber place) const;
  bool beside_a_place(std::span<const Pick> picks, std::size_t k) const;
  bool said_to_be(const Pick& pick, const PlaceFact& place) const;
  double nearest(PlaceNumber place);
  Judgement weigh(std::span<const Pick> picks, std::size_t k, const Option& option, bool rivals);

  struct Beside {  // the roles of what stands beside the pick asked about last
    std::uint32_t first_token = 0;
    std::uint32_t tokens = 0;    // 0: nobody asked
    std::uint16_t previous = 0;  // of the token before, whatever is between
    std::uint16_t before = 0;
    std::uint16_t after = 0;
  };
  const Beside& beside(const Pick& pick) const;
  std::uint16_t roles_at(std::size_t token) const;

  const NameFacts& facts_;
  const MatchInput& input_;
  const std::uint32_t lang_;
  std::span<const std::uint64_t> hashes_;
  Evidence& evidence_;
  mutable Beside beside_{};
};

}  // namespace byname
