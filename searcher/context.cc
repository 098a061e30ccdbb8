#include "searcher/context.h"

#include <algorithm>

#include "text/utf8.h"

namespace byname {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Blanks as one blank each, kept at both ends.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!is_ascii_blank(c)) {
      line += c;
    } else if (line.empty() || line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

// Bytes to look at: blanks shrink, so some more than needed; bounded all the same.
std::size_t reach(std::size_t characters) { return characters * 8 + 64; }

// A run of blanks with two line breaks ends the context there.
bool is_blank_line(std::string_view run) { return std::count(run.begin(), run.end(), '\n') > 1; }

}  // namespace

std::string context_before(std::string_view text, std::size_t begin, std::size_t characters) {
  begin = std::min(begin, text.size());
  std::size_t from = begin - std::min(begin, reach(characters));
  while (from < begin && continues(text[from])) ++from;
  for (std::size_t at = begin; at > from;) {
    if (!is_ascii_blank(text[at - 1])) {
      --at;
      continue;
    }
    const std::size_t end = at;
    while (at > from && is_ascii_blank(text[at - 1])) --at;
    if (is_blank_line(text.substr(at, end - at))) {
      from = end;
      break;
    }
  }
  std::string line = on_one_line(text.substr(from, begin - from));
  bool cut = from > 0 && !is_ascii_blank(text[from - 1]) && !line.empty() && line.front() != ' ';
  std::size_t excess = count_code_points(line);
  excess = excess > characters ? excess - characters : 0;
  std::size_t at = 0;
  for (; excess > 0 && at < line.size(); --excess) {
    ++at;
    while (at < line.size() && continues(line[at])) ++at;
  }
  cut = at > 0 ? line[at - 1] != ' ' : cut;
  line.erase(0, at);
  if (cut)
    if (const std::size_t blank = line.find(' '); blank != std::string::npos) line.erase(0, blank);
  while (!line.empty() && line.front() == ' ' && line.size() > 1) line.erase(0, 1);
  return line;
}

std::string context_after(std::string_view text, std::size_t end, std::size_t characters) {
  end = std::min(end, text.size());
  std::size_t to = std::min(text.size(), end + reach(characters));
  while (to > end && to < text.size() && continues(text[to])) --to;
  for (std::size_t at = end; at < to;) {
    if (!is_ascii_blank(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < to && is_ascii_blank(text[at])) ++at;
    if (is_blank_line(text.substr(begin, at - begin))) {
      to = begin;
      break;
    }
  }
  std::string line = on_one_line(text.substr(end, to - end));
  bool cut = to < text.size() && !is_ascii_blank(text[to]) && !line.empty() && line.back() != ' ';
  std::size_t at = 0;
  for (std::size_t count = 0; count < characters && at < line.size(); ++count) {
    ++at;
    while (at < line.size() && continues(line[at])) ++at;
  }
  if (at < line.size()) cut = line[at] != ' ';
  line.resize(at);
  if (cut)
    if (const std::size_t blank = line.rfind(' '); blank != std::string::npos) line.resize(blank);
  while (line.size() > 1 && line.back() == ' ') line.pop_back();
  return line;
}

std::uint64_t CodePoints::before(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < at_) at_ = 0, count_ = 0;
  count_ += count_code_points(text_.substr(at_, offset - at_));
  at_ = offset;
  return count_;
}

}  // namespace byname
