// From what a reader found to complete documents: identity, language, parts that
// cover everything, texts of bounded length.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/readers/reader.h"
#include "indexer/readers/source_file.h"

namespace byname {

// Longer texts are cut into consecutive sections.
inline constexpr std::size_t kLongestText = 4 << 20;

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

class UnpackBudget;

// The script of an archive of X that says whose it is, told by its name.
inline constexpr std::uint64_t kLongestAccount = 64 << 10;
bool is_account_script(std::string_view path);

// What a container knows of a member.
struct MemberFacts {
  std::string url{};        // of documents that do not say their own
  std::string retrieved{};  // when it was fetched
  std::string charset{};    // as the server said
  std::string account{};    // of an archive of X: the script that says whose it is
};

// Where a file stands that is a member of another.
struct Nesting {
  std::string inside{};            // "a.zip!/", encoded
  unsigned depth = 0;              // files around it
  UnpackBudget* budget = nullptr;  // shared by everything inside the outermost file
  MemberFacts facts{};
};

class Collector {
 public:
  Collector(const InputFile& file, const SourceFile& source, const Emit& emit,
            Nesting nesting = {});
  ~Collector();

  void give(Draft&& draft);
  // Numbers the place of a record that could not be read, so that others keep theirs.
  void leave_out() { ++section_; }
  void report(ReadProblem problem);
  // Why there is no document, where it is neither empty nor wrong.
  void no_text(std::string why) { result_.reason = std::move(why); }

  // Not a document, though it could be read.
  void skip(std::string why) {
    skipped_ = true;
    result_.reason = std::move(why);
  }
  bool skipped() const { return skipped_; }

  ReadResult& result() { return result_; }
  const std::string& path() const { return path_; }  // encoded
  std::int64_t modified() const { return source_.modified(); }
  const Nesting& nesting() const { return nesting_; }
  // The budget of what is inside this file.
  UnpackBudget& budget();
  // A name for a member that no earlier one has.
  std::string member_name(std::string_view name);
  // Reads a member as a file of its own and notes what became of it. `cut`: why not all of
  // it is there; empty if it is.
  void read_member(const std::string& name, SourceFile& file, const std::string& cut = "",
                   MemberFacts facts = {});
  // A member that is not read, and why.
  void leave_out_member(const std::string& name, InputState state, std::string reason,
                        std::uint64_t size, std::int64_t modified);

 private:
  void finish(Document&& document, const Draft& draft, const std::string& own_id);

  const SourceFile& source_;
  const Emit& emit_;
  std::string root_;
  std::string path_;
  std::int32_t section_ = 0;
  bool skipped_ = false;
  std::string account_{};  // of an archive of X
  Nesting nesting_{};
  std::unique_ptr<UnpackBudget> own_budget_;
  std::unordered_map<std::uint64_t, std::uint32_t> uids_{};  // how often
  std::unordered_set<std::string> member_names_{};
  std::unordered_set<std::uint64_t> ids_{};
  ReadResult result_{};
};

}  // namespace byname
