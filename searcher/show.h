// One document with places marked in it.
//
//   auto shown = show_document(index, "003.txt#4", {.marks = {"Khankendi"}});
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/answer.h"
#include "store/index.h"

namespace byname {

struct ShowOptions {
  std::vector<std::string> marks{};  // names or ids of places; empty: nothing is marked
  bool mark_all = false;             // every place
  bool exactly = false;              // without family and contained
  std::string lang = "en";
};

struct Mark {
  ByteRange range{};  // of the stored text
  std::string place{};
  Relation relation = Relation::self;
  MentionKind kind = MentionKind::name;

  bool operator==(const Mark&) const = default;
};

// A stretch of the text in another language than the document's.
struct ForeignStretch {
  ByteRange range{};
  std::string lang{};

  bool operator==(const ForeignStretch&) const = default;
};

struct ShownDocument {
  Document document{};  // with text and source_map
  std::vector<ForeignStretch> foreign{};
  std::vector<Mark> marks{};  // sorted; names and metonyms
  std::vector<Warning> warnings{};
};

// `document`: the id, the uid, or the path of a file with one document. Empty: no such document.
std::optional<ShownDocument> show_document(const Index& index, std::string_view document,
                                           const ShowOptions& options = {});

}  // namespace byname
