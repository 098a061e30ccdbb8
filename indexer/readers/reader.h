// What do the files hold? One call reads a file and hands over its documents.
//
//   const ReadResult result = read_input({.root = "news", .path = "a/b.html",
//                                         .absolute = "/srv/news/a/b.html"},
//                                        [&](Document&& d) { documents.push_back(std::move(d)); });
//   result.state     // indexed, partial, no_text, skipped or failed
//   result.reason    // for all but indexed
//   result.problems  // records that could not be read, or were read in part
//   result.members   // of an archive or a letter: what became of each
//
// The format is chosen by content, then by the ending of the name; docs/formats.md
// lists them, formats.h has a reader for each. Documents come in the order of the file and
// complete: identity, language, parts, source map. Nothing in a file can make this throw, crash or
// take more than linear time.
//
// Not here: which files to read, and ids that two files share (the pipeline).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"
#include "store/ledger.h"

namespace byname {

struct InputFile {
  std::string root{};  // name of the root
  std::string path{};  // relative to the root, as the file system has it
  std::filesystem::path absolute{};
};

struct ReadProblem {
  std::string record{};  // "line 7"; empty: the file as a whole
  std::string reason{};
  bool failed = false;  // nothing of the record was read

  bool operator==(const ReadProblem&) const = default;
};

// What became of a file or of a member of one.
struct ReadOutcome {
  InputState state = InputState::indexed;
  std::string reason{};                 // for all but indexed; for indexed a remark, or empty
  std::vector<ReadProblem> problems{};  // the first 10,000
  std::uint64_t problems_not_listed = 0;
  std::uint64_t failed_records = 0;  // listed or not
  std::uint32_t documents = 0;
  std::string sha256{};  // of the file; empty when it could not be read
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // seconds since 1970
};

// A file inside of a file. Its path is as documents have it: "a.zip!/b/c.txt", and
// "a.zip!/b.zip!/c.txt" where archives hold archives.
struct MemberOutcome : ReadOutcome {
  std::string path{};
};

struct ReadResult : ReadOutcome {
  std::vector<MemberOutcome> members{};  // `documents` counts theirs as well
};

using Emit = std::function<void(Document&&)>;

// What `emit` throws passes through; nothing else is thrown but std::bad_alloc.
ReadResult read_input(const InputFile& file, const Emit& emit);

// The same for bytes in memory (standard input, tests, fuzzing); `absolute` is not used.
ReadResult read_bytes(const InputFile& file, std::string_view bytes, const Emit& emit);

// The command for PDFs without text: it has the file as standard input and prints the text,
// a form feed after every page. For the whole program; empty: there is none.
void use_ocr(const std::string& command);

// '#', '%', control bytes, bytes that are no UTF-8 and a '!' before a '/' become %XX.
std::string encode_path(std::string_view path);
// The file on disk of a document path: "a.zip" of "a.zip!/b/c.txt". (In encoded paths "!/"
// stands nowhere else.)
std::string_view file_of_path(std::string_view path);

// Hash of the rules that come as data; with kReaderVersion it says whether what
// was read before would be read the same way again.
std::string reader_fingerprint();

}  // namespace byname
