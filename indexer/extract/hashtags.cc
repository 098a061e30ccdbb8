#include "indexer/extract/hashtags.h"

#include <algorithm>
#include <vector>

#include "text/ascii.h"

namespace byname {
namespace {

struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The last word of text[0, end), by white space.
Piece last_word(std::string_view text, std::size_t end) {
  while (end > 0 && is_ascii_space(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && !is_ascii_space(text[begin - 1])) --begin;
  return {begin, end};
}

bool is_url(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
}

// A tag after which a sentence goes on or ends is a word of it.
bool is_hashtag(std::string_view word) {
  if (word.ends_with('.') || word.ends_with('!') || word.ends_with('?') || word.ends_with(':'))
    return false;
  if (word.starts_with("＃")) return word.size() > 3;
  return word.size() > 1 && word.front() == '#' && word[1] != '#';
}

// 🇦🇿, ❤️: nothing but symbols.
bool is_emoji(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const auto lead = static_cast<unsigned char>(word[i]);
    if (lead >= 0xf0) {
      i += 4;
    } else if (lead == 0xe2 || word.substr(i).starts_with("\xEF\xB8\x8F")) {
      i += 3;  // symbols, joiners, variation selectors
    } else {
      return false;
    }
  }
  return !word.empty();
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view mark : {".", "!", "?", "…", "։", "؟", ":)", "»", "”"})
    if (text.ends_with(mark)) return true;
  return false;
}

// The end of the text before URLs and emoji.
std::size_t before_urls(std::string_view line, std::size_t end) {
  while (true) {
    const Piece piece = last_word(line, end);
    const std::string_view word = line.substr(piece.begin, piece.end - piece.begin);
    if (!is_url(word) && !is_emoji(word)) return piece.end;
    end = piece.begin;
  }
}

}  // namespace

std::optional<TagRun> location_tag(std::string_view line) {
  const std::size_t end = before_urls(line, line.size());
  if (end == 0 || line[end - 1] != ')') return std::nullopt;
  const std::size_t open = line.rfind("(at ", end);
  if (open == std::string_view::npos || end - open > 200) return std::nullopt;
  return TagRun{open, end};
}

std::optional<TagRun> hashtag_run(std::string_view line) {
  std::size_t end = before_urls(line, line.size());
  if (const auto location = location_tag(line)) end = location->begin;
  Piece word = last_word(line, end);
  const std::size_t last = word.end;
  std::size_t begin = last, count = 0;
  while (word.begin < word.end && is_hashtag(line.substr(word.begin, word.end - word.begin))) {
    begin = word.begin;
    ++count;
    word = last_word(line, word.begin);
  }
  const std::string_view before = trim(line.substr(0, begin));
  if (count == 0 || (count == 1 && !before.empty() && !ends_sentence(before))) return std::nullopt;
  return TagRun{begin, last};
}

void mark_hashtags(std::string_view text, std::size_t begin, std::vector<PartSpan>& parts) {
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (const auto run = hashtag_run(text.substr(begin, end - begin)))
      parts.push_back({Part::hashtags, static_cast<std::uint32_t>(begin + run->begin),
                       static_cast<std::uint32_t>(begin + run->end)});
    begin = end + 1;
  }
}

}  // namespace byname
