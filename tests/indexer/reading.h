// Reads bytes as a file of the name given and keeps what comes out.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/reader.h"

namespace byname::test {

struct Reading {
  ReadResult result{};
  std::vector<Document> documents{};

  const Document& only() const {
    EXPECT_EQ(documents.size(), 1U);
    static const Document none;
    return documents.empty() ? none : documents.front();
  }
};

inline Reading read(std::string_view path, std::string_view bytes) {
  Reading reading;
  reading.result = read_bytes({.root = "r", .path = std::string(path)}, bytes,
                              [&](Document&& d) { reading.documents.push_back(std::move(d)); });
  return reading;
}

// The text of the parts of one kind, a span an element.
inline std::vector<std::string> texts(const Document& document, Part part) {
  std::vector<std::string> out;
  for (const PartSpan& span : document.parts)
    if (span.part == part) out.push_back(document.text.substr(span.begin, span.end - span.begin));
  return out;
}

// The bytes of the source that `words`, somewhere in the text, came from.
inline std::string source_bytes(const Document& document, std::string_view source,
                                std::string_view words) {
  const std::size_t at = document.text.find(words);
  if (at == std::string::npos) return "(not in the text)";
  const auto range = source_of(document, static_cast<std::uint32_t>(at),
                               static_cast<std::uint32_t>(at + words.size()));
  if (!range) return "(no source)";
  return std::string(source.substr(range->begin, range->end - range->begin));
}

// What must hold for every document, whatever the file: parts in order and covering all
// words, runs in order, byte for byte where they say so.
inline void expect_sound(const Document& document, std::string_view source) {
  std::uint32_t done = 0;
  for (const PartSpan& span : document.parts) {
    EXPECT_GE(span.begin, done);
    EXPECT_LT(span.begin, span.end);
    EXPECT_EQ(document.text.substr(done, span.begin - done).find_first_not_of(" \t\r\n\f\v"),
              std::string::npos);
    done = span.end;
  }
  ASSERT_LE(done, document.text.size());
  EXPECT_EQ(document.text.substr(done).find_first_not_of(" \t\r\n\f\v"), std::string::npos);
  std::uint32_t end = 0;
  for (const SourceRun& run : document.source_map) {
    EXPECT_GE(run.text_begin, end);
    end = run.text_begin + run.text_length;
    ASSERT_LE(end, document.text.size());
    ASSERT_LE(run.source_begin + run.source_length, source.size());
    EXPECT_GE(run.line, 1U);
  }
  EXPECT_EQ(document.uid.size(), 16U);
  EXPECT_EQ(document.cluster.size(), 16U);
  EXPECT_EQ(document.sha256.size(), 64U);
}

}  // namespace byname::test
