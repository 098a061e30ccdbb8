// A mention: a stretch of a document's text that names a place.
//
// One table of these, made at index time, is behind list, counts, export,
// highlighting and the API. A span carries one mention (longest match); a
// whole-word occurrence of a listed name that is not taken has kind `rejected`
// and says why, so that "rg finds more" can always be answered.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "schemas/document.h"
#include "schemas/place.h"

namespace byname {

// Numbers of the three enums are part of the index format: append only.
enum class MentionKind : std::uint8_t {
  name = 0,
  metonym = 1,
  adjective = 2,
  demonym = 3,
  rejected = 4
};
inline constexpr std::array<std::string_view, 5> kMentionKindNames{"name", "metonym", "adjective",
                                                                   "demonym", "rejected"};

enum class MentionRule : std::uint8_t {
  listed = 0,     // equal to a listed name up to case, apostrophe, Unicode form
  unmarked = 1,   // equal only without diacritical marks
  inflected = 2,  // a form that the language's grammar generates for the name
  hashtag = 3,    // inside # or @ tokens
  compound = 4,   // Khankendi-Lachin, BAKU:Armenia, Azerbaijan.jpg
  romanised = 5,  // unlisted spelling whose sounds agree
  misspelt = 6,
  corrected = 7  // a person said so
};
inline constexpr std::array<std::string_view, 8> kMentionRuleNames{
    "listed", "unmarked", "inflected", "hashtag", "compound", "romanised", "misspelt", "corrected"};

// Why a whole-word occurrence of a listed name is `rejected`; none otherwise.
enum class RejectReason : std::uint8_t {
  none = 0,
  common_word = 1,     // an ordinary word of the text's language, in lower case
  other_marks = 2,     // the surface has marks the name has not: Suša
  person_name = 3,     // part of a person's name: Laçın Məmmədova
  letter_case = 4,     // us / US
  ambiguous = 5,       // needs context that the text does not give
  part_of_longer = 6,  // inside a longer mention
  corrected = 7        // a person said so
};
inline constexpr std::array<std::string_view, 8> kRejectReasonNames{
    "",          "common word",    "other marks", "person name", "letter case",
    "ambiguous", "part of longer", "corrected"};

struct Mention {
  std::uint32_t begin = 0;  // bytes of the stored text
  std::uint32_t end = 0;
  std::uint32_t first_token = 0;  // in the document's token stream
  std::uint16_t tokens = 0;       // 1 for several mentions inside one hashtag token
  PlaceNumber place = kNoNumber;
  NameNumber name = kNoNumber;  // the listed name that matched
  MentionKind kind = MentionKind::name;
  MentionRule rule = MentionRule::listed;
  RejectReason reason = RejectReason::none;
  Part part = Part::body;
  std::uint16_t confidence = 1000;  // thousandths: share of such mentions that are right

  bool operator==(const Mention&) const = default;
};

// Whether it counts as a mention of its place: names and metonyms do.
inline bool is_mention(const Mention& mention) {
  return mention.kind == MentionKind::name || mention.kind == MentionKind::metonym;
}

// Gives each mention the part in which it begins. Both are sorted by begin.
void assign_parts(std::span<const PartSpan> parts, std::vector<Mention>& mentions);

// Under this a mention is doubtful: it has its own term and half weight.
inline constexpr std::uint16_t kDoubtful = 500;

std::string_view name_of(MentionKind kind);
std::string_view name_of(MentionRule rule);
std::string_view name_of(RejectReason reason);
std::optional<MentionKind> mention_kind_named(std::string_view name);
std::optional<MentionRule> mention_rule_named(std::string_view name);

}  // namespace byname
