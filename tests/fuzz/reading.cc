#include "tests/fuzz/reading.h"

#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/readers/reader.h"
#include "tests/fuzz/check.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname::fuzz {
namespace {

void check_tokens(const Document& document, std::uint64_t size) {
  std::uint32_t end = 0;
  for (const PartSpan& part : document.parts) {
    check(part.begin >= end && part.begin < part.end, "parts stand one after the other");
    check(part.end <= document.text.size(), "a part lies inside the text");
    end = part.end;
  }
  static TokenStream stream;
  scan(document.text, stream);
  std::size_t part = 0;
  for (const Token& token : stream.tokens) {
    while (part < document.parts.size() && document.parts[part].end <= token.begin) ++part;
    check(part < document.parts.size() && document.parts[part].begin <= token.begin &&
              token.end <= document.parts[part].end,
          "every token lies inside a part");
    const auto source = source_of(document, token.begin, token.end);
    check(!source || (source->begin <= source->end && source->end <= size),
          "a token comes from inside the file");
  }
}

void check_source_map(const Document& document, std::uint64_t size) {
  std::uint64_t end = 0;
  for (const SourceRun& run : document.source_map) {
    check(run.text_begin >= end && run.text_length > 0, "runs stand one after the other");
    end = std::uint64_t{run.text_begin} + run.text_length;
    check(end <= document.text.size(), "a run lies inside the text");
    check(run.source_begin <= size && run.source_length <= size - run.source_begin,
          "a run comes from inside the file");
    check(run.line >= 1, "lines count from 1");
  }
}

}  // namespace

void check_reading(std::string_view path, std::string_view bytes) {
  std::vector<Document> documents;
  const ReadResult result = read_bytes({.root = "root", .path = std::string(path)}, bytes,
                                       [&](Document&& d) { documents.push_back(std::move(d)); });
  check(result.documents == documents.size(), "documents are counted");
  check(result.size == bytes.size(), "bytes are counted");
  check(result.sha256.size() == 64, "a file has its hash");
  check(result.state == InputState::indexed || !result.reason.empty(), "a state has its reason");
  check(result.state != InputState::indexed || !documents.empty(), "indexed means documents");
  check(result.problems.size() <= 10'000, "problems are bounded");
  std::unordered_set<std::string> uids;
  std::string file;  // of a file inside of the file, too
  std::int32_t section = -1;
  for (const Document& document : documents) {
    for (const std::string* field :
         {&document.text, &document.title, &document.source, &document.author, &document.url,
          &document.id, &document.path, &document.lang, &document.date.iso, &document.date.text})
      check(is_valid_utf8(*field), "every string is UTF-8");
    check(uids.insert(document.uid).second, "a uid belongs to one document");
    if (document.path != file) section = -1;
    file = document.path;
    check(document.section > section, "sections ascend");
    section = document.section;
    check_tokens(document, document.source_size);
    check_source_map(document, document.source_size);
  }
}

}  // namespace byname::fuzz
