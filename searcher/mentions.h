// Every mention of a place, or of all places, streamed: no cap, no cut.
//
//   MentionsQuery asked;
//   asked.places = {"Stepanakert"};       // any name or id; several: the union
//   MentionsAnswer answer = list_mentions(index, asked, [](const MentionRecord& m) { ... });
//
// Order: documents in the order of the index, then begin, end, place. Each mention
// comes once: under the nearest relation to what was asked, with `all` under
// its own place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/answer.h"
#include "store/index.h"

namespace byname {

struct MentionsQuery {
  std::vector<std::string> places{};  // names or ids
  bool all = false;                   // every place; `places` is ignored
  bool exactly = false;               // without family and contained
  std::vector<MentionKind> kinds{MentionKind::name, MentionKind::metonym};  // empty: every kind
  std::vector<std::string> names{};    // listed names or surfaces, marks told apart; empty: any
  std::vector<MentionRule> rules{};    // empty: any
  std::vector<Part> parts{};           // empty: any
  std::vector<std::string> sources{};  // words of the source; empty: any
  std::vector<std::string> langs{};    // of the document; empty: any
  std::string since{};                 // ISO, any precision; undated documents are left out
  std::string until{};                 // included
  double min_confidence = 0;
  std::size_t limit = 0;  // 0: all
  std::size_t offset = 0;
  std::string lang = "en";     // the reader's
  std::uint32_t context = 60;  // characters before and after
};

// One resolved place of the question.
struct AskedPlace {
  std::string asked{};  // as given
  std::string id{};
  std::string name{};  // in the reader's language
  Relation relation = Relation::self;
  std::uint64_t mentions = 0;  // in the answer (limit not counted)
  std::uint64_t documents = 0;

  bool operator==(const AskedPlace&) const = default;
};

struct MentionsAnswer {
  std::vector<AskedPlace> places{};  // self first, then family, contained; empty with `all`
  std::uint64_t total = 0;           // mentions that pass the filters, limit not counted
  std::uint64_t documents = 0;
  std::uint64_t clusters = 0;  // the same with equal and nearly equal texts counted once
  std::uint64_t undated = 0;   // documents with mentions, left out for want of a date
  std::string generation{};
  std::string gazetteer{};          // hash
  std::vector<Warning> warnings{};  // no such place: ...
};

// `visit` may return false to stop (totals then count what was seen).
MentionsAnswer list_mentions(const Index& index, const MentionsQuery& query,
                             const std::function<bool(const MentionRecord&)>& visit);

}  // namespace byname
