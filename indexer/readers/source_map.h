// Where text came from: built while a reader writes its text, and composed
// when one text is made from another (bytes -> UTF-8 -> text of the page).
//
//   Decoded page = decode(bytes, encoding, 0, 1);   // UTF-8 and its map to the bytes
//   TextBuilder out(page);
//   out.copy(10, 25);               // 15 bytes of page.text, byte for byte
//   out.replace("&", 25, 30);       // "&" stands for page.text[25, 30): "&amp;"
//   out.add("\n\n");                // ours: no source
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

// Text and the source bytes of every stretch of it. Runs as in Document, each
// at most kLongestSourceRun long, so that a look-up inside a run costs little.
struct Decoded {
  std::string text{};
  std::vector<SourceRun> runs{};
};

inline constexpr std::uint32_t kLongestSourceRun = 2048;

// Appends `length` bytes of `text` at `text_begin` that stand byte for byte in the source.
// `line` is that of the first byte.
void add_linear(std::vector<SourceRun>& runs, std::string_view text, std::uint32_t text_begin,
                std::uint64_t source_begin, std::uint32_t line);
void add_whole(std::vector<SourceRun>& runs, const SourceRun& run);

// The source of text[begin, end); an empty range gives the point. What has no
// source counts with its neighbours; zeros if there is no run at all.
SourceRange source_of(const Decoded& decoded, std::uint32_t begin, std::uint32_t end);

class TextBuilder {
 public:
  explicit TextBuilder(const Decoded& from) : from_(from) {}

  void copy(std::size_t begin, std::size_t end);  // from_.text[begin, end) as it stands
  void replace(std::string_view text, std::size_t begin, std::size_t end);
  void add(std::string_view text) { out_.text += text; }
  void append(Decoded&& text);  // text that has its own map to the same source

  const std::string& text() const { return out_.text; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(out_.text.size()); }
  bool empty() const { return out_.text.empty(); }
  Decoded take() { return std::move(out_); }

 private:
  std::size_t run_at(std::uint32_t offset);
  SourceRun part_of(std::size_t run, std::uint32_t begin, std::uint32_t end);

  const Decoded& from_;
  Decoded out_{};
  // Where the last part began, its run and its line: writers go forward, and to count the lines
  // of a run anew for each of its words would cost more than all the rest.
  std::size_t last_run_ = 0;
  std::uint32_t last_begin_ = 0;
  std::uint32_t last_line_ = 0;  // 0: there is none
};

// text[begin, end) with its map.
Decoded slice(const Decoded& decoded, std::size_t begin, std::size_t end);

}  // namespace byname
