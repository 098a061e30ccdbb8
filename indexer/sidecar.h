// What a person says of a file, in a file beside it: FILE.meta.json overrides whatever the
// reader found in FILE.
//
//   {"title": "A letter", "author": "A. Petrosyan", "date": "1921-05", "source": "Family papers",
//    "url": "https://example.org/1", "lang": "hy", "retrieved": "2024-02-01T10:00:00Z"}
//
//   const Sidecar sidecar = read_sidecar("/srv/news/a.html");
//   if (sidecar.exists) sidecar.apply(document);     // each document of the file
//   sidecar.wrong                                    // empty, or why it says nothing
//
// A field that is empty or null takes away what the reader found. A sidecar is no document
// itself; one whose FILE is not there is a file like any other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"
#include "store/ledger.h"

namespace byname {

inline constexpr std::string_view kSidecarEnding = ".meta.json";

struct Sidecar {
  bool exists = false;
  std::string sha256{};
  std::string wrong{};                 // why nothing of it counts
  std::vector<std::string> ignored{};  // fields that mean nothing
  std::optional<std::string> title{};
  std::optional<std::string> source{};
  std::optional<std::string> author{};
  std::optional<std::string> url{};
  std::optional<std::string> lang{};
  std::optional<std::string> retrieved{};
  std::optional<Date> date{};
  std::optional<Date> updated{};

  void apply(Document& document) const;
};

// Of the file at `path`, which need not have one.
Sidecar read_sidecar(const std::string& path);
Sidecar parse_sidecar(std::string_view bytes);

// Its reason in the ledger, `name` being the last part of the file's path.
std::string sidecar_reason(const std::string& name, const Sidecar& sidecar);
bool is_sidecar(const LedgerEntry& entry);

}  // namespace byname
