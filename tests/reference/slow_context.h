// Which of its places is meant by a stretch of text, and is a place meant at all:
// the twin of places/context.h, which has the rules.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/mention.h"
#include "tests/reference/slow_gazetteer.h"
#include "text/token.h"

namespace byname::test {

struct SlowText {
  std::string_view text{};
  TokenStream stream{};
  std::string lang{};       // of the document
  std::string bare_lang{};  // the same without script and region
  bool informal = false;

  std::string term(std::size_t i) const { return std::string(stream.term(i)); }
  const Token& token(std::size_t i) const { return stream.tokens[i]; }
  std::size_t size() const { return stream.tokens.size(); }
  // Whether names have capitals in the script of the token.
  bool has_case(std::size_t i) const;
};

struct SlowOption {
  PlaceNumber place = kNoNumber;
  NameNumber name = kNoNumber;
  MentionKind kind = MentionKind::name;
  MentionRule rule = MentionRule::listed;
  bool is_name = false;
  bool small = false;     // written small where it has a capital
  bool wordlike = false;  // and is an ordinary word then
  int weight = 0;
  Doubts doubts{};
  int confidence = 0;
  int rank = 0;
};

struct SlowPick {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::size_t first = 0;  // token
  std::size_t tokens = 0;
  bool tag = false;
  bool ending = false;            // with a capital, before a Turkish apostrophe
  NameNumber listed = kNoNumber;  // the first name that is spelt so, if there is one
  std::vector<SlowOption> options{};
};

struct SlowJudgement {
  std::size_t option = 0;
  int confidence = 0;
  RejectReason reason = RejectReason::none;
};

bool ends_like_a_surname(std::string_view term);

// Whether a sentence, or a quotation of more than a word, begins with token i.
bool begins_sentence(const SlowText& text, std::size_t i);

class SlowContext {
 public:
  SlowContext(const SlowGazetteer& gazetteer, const SlowText& text,
              const std::vector<SlowPick>& picks, const std::vector<Mention>& refusals);

  SlowJudgement judge(std::size_t k) const;

  // Whether the text names the place by another name, its region or its country.
  bool speaks_of(PlaceNumber place, NameNumber name) const {
    return support_of(place, name) != Support::none || country_is_named(place);
  }
  bool capital_tells(const SlowPick& pick) const {
    return !begins_sentence(text_, pick.first) && !is_alone_in_its_line(pick);
  }

 private:
  enum class Support { none, region, direct };
  // What a mention is weighed by.
  struct View {
    const SlowPick& pick;
    const SlowOption& option;
    const NameKnowledge& name;
    const PlaceKnowledge& place;
    Support support;
    bool own_language;
  };

  bool is_evidence(const SlowPick& pick) const;
  Support support_of(PlaceNumber place, NameNumber name) const;
  bool before_has(const SlowPick& pick, std::initializer_list<std::string_view> roles) const;
  bool after_has(const SlowPick& pick, std::initializer_list<std::string_view> roles) const;
  bool is_alone_in_its_line(const SlowPick& pick) const;
  bool shouted_about(const SlowPick& pick) const;
  bool in_quotes(const SlowPick& pick) const;
  bool is_a_thing(const View& view) const;
  // Whether nothing but such a gap lies between the pick and the one after it.
  bool touches_next(std::size_t k, std::initializer_list<Gap> gaps) const;
  bool is_on_a_route(std::size_t k) const;
  bool is_among_its_like(std::size_t k, const PlaceKnowledge& place) const;
  int times_around(PlaceNumber place) const;
  bool country_is_named(PlaceNumber place) const;
  bool region_is_named(PlaceNumber place) const;
  bool is_beside_a_place(std::size_t k) const;
  bool is_said_to_be(const SlowPick& pick, const PlaceKnowledge& place) const;
  double distance_to_text(PlaceNumber place) const;
  bool has_roles_before(const SlowPick& pick) const;
  bool is_called(std::size_t token) const;
  bool is_borne(const View& view) const;
  bool says_where(const View& view) const;
  bool is_person(std::size_t k, const View& view) const;
  SlowJudgement weigh(std::size_t k, const SlowOption& option, bool rivals) const;
  SlowJudgement weigh_doubts(std::size_t k, const View& view, int confidence) const;

  const SlowGazetteer& gazetteer_;
  const SlowText& text_;
  const std::vector<SlowPick>& picks_;
  std::map<PlaceNumber, std::set<NameNumber>> named_{};
  std::map<PlaceNumber, int> around_{};  // times
  std::set<PlaceNumber> seen_{};
  std::set<PlaceNumber> told_{};
  std::set<PlaceNumber> words_{};  // whose names stand here as ordinary words
  std::vector<std::size_t> sure_{};
};

}  // namespace byname::test
