// From what a reader found to complete documents: identity, language, parts that
// cover everything, texts of bounded length.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/readers/reader.h"
#include "indexer/readers/source_file.h"

namespace byname {

// Longer texts are cut into consecutive sections.
inline constexpr std::size_t kLongestText = 16 << 20;

// Where to cut `text` so that no more than `limit` bytes stay: after the last line end
// in the second half, else after the last blank, else at a character.
std::size_t cut_of(std::string_view text, std::size_t limit);

// What a reader gives. Of `document` it sets title, source, author, url, date, text, parts
// (gaps become body), source_map and, if the text states it, lang.
struct Draft {
  Document document{};
  std::string own_id{};   // a record's own
  bool only_one = false;  // the file holds nothing else: the id is the path
  // What the file says of all it holds; taken where the text itself does not tell.
  std::string likely_lang{};
};

class Collector {
 public:
  Collector(const InputFile& file, const SourceFile& source, const Emit& emit);

  void give(Draft&& draft);
  // Numbers the place of a record that could not be read, so that others keep theirs.
  void leave_out() { ++section_; }
  void report(ReadProblem problem);

  ReadResult& result() { return result_; }

 private:
  void finish(Document&& document, const Draft& draft, const std::string& own_id);

  const SourceFile& source_;
  const Emit& emit_;
  std::string root_;
  std::string path_;
  std::int32_t section_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> uids_{};  // how often
  std::unordered_set<std::uint64_t> ids_{};
  ReadResult result_{};
};

}  // namespace byname
