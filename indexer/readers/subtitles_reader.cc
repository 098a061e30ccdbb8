// Subtitles (SubRip, WebVTT, SubStation Alpha): what is said, line by line, without times and
// looks. A line that only repeats the one before it, as captions that roll do, is left out.
#include <algorithm>
#include <utility>

#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_tokens.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestSubtitles = 64 << 20;
constexpr std::size_t kLongestLook = 200;  // a tag

// "00:01:02,500 --> 00:01:04,000".
bool is_time_line(std::string_view line) {
  line = trim(line);
  const std::size_t arrow = line.find("-->");
  if (arrow == line.npos || line.empty() || !is_ascii_digit(line.front())) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(arrow), [](char c) {
    return is_ascii_digit(c) || c == ':' || c == ',' || c == '.' || c == ' ';
  });
}

bool is_cue_number(std::string_view line) {
  line = trim(line);
  return !line.empty() && std::all_of(line.begin(), line.end(), is_ascii_digit);
}

class SubtitleText {
 public:
  explicit SubtitleText(const Decoded& file) : file_(file), out_(file) {}

  void add_line(std::size_t begin, std::size_t end) {
    const std::string_view text = file_.text;
    while (begin < end && is_ascii_space(text[begin])) ++begin;
    while (end > begin && is_ascii_space(text[end - 1])) --end;
    if (begin == end || text.substr(begin, end - begin) == last_) return;
    last_ = text.substr(begin, end - begin);
    if (!out_.empty()) out_.add("\n");
    std::size_t plain = begin;
    for (std::size_t at = begin; at < end; ++at) {
      std::size_t length = 0;
      std::string_view instead;
      std::string reference;
      const std::string_view rest = text.substr(at, std::min(end - at, kLongestLook));
      if (rest[0] == '<' || (rest[0] == '{' && rest.substr(1).starts_with('\\'))) {
        const std::size_t close = rest.find(rest[0] == '<' ? '>' : '}');
        if (close != rest.npos && (rest[1] == '/' || rest[1] == '\\' || is_ascii_digit(rest[1]) ||
                                   is_ascii_letter(rest[1])))
          length = close + 1;
      } else if (rest.starts_with("\\N") || rest.starts_with("\\n") || rest.starts_with("\\h")) {
        length = 2;
        instead = rest[1] == 'h' ? " " : "\n";
      } else if (rest[0] == '&') {
        if (auto found = html_reference(text.substr(0, end), at)) {
          length = found->length;
          reference = std::move(found->utf8);
          instead = reference;
        }
      }
      if (length == 0) continue;
      out_.copy(plain, at);
      if (!instead.empty()) out_.replace(instead, at, at + length);
      plain = at + length;
      at = plain - 1;
    }
    out_.copy(plain, end);
  }

  Decoded take() { return out_.take(); }

 private:
  const Decoded& file_;
  TextBuilder out_;
  std::string_view last_{};
};

// Of "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,To Shusha": where the words begin.
std::size_t words_of_dialogue(std::string_view line) {
  constexpr int kFields = 9;
  std::size_t at = 0;
  for (int i = 0; i < kFields && at != line.npos; ++i) {
    at = line.find(',', at);
    if (at != line.npos) ++at;
  }
  return at == line.npos ? line.size() : at;
}

}  // namespace

bool looks_like_subtitles(std::string_view head) {
  head = trim_left(head);
  if (head.starts_with("WEBVTT") || head.starts_with("[Script Info]")) return true;
  const std::size_t first = head.find('\n');
  if (first == head.npos) return false;
  const std::size_t second = std::min(head.find('\n', first + 1), head.size());
  return is_cue_number(head.substr(0, first)) &&
         is_time_line(head.substr(first + 1, second - first - 1));
}

void read_subtitles(const FormatInput& input, Collector& out) {
  const auto file = decode_whole(input, kLongestSubtitles, "subtitles over 64 MiB", out);
  if (!file) return;
  const std::string_view text = file->text;
  const bool script = trim_left(text.substr(0, 64)).starts_with("[Script Info]");
  SubtitleText said(*file);
  bool words = false;  // below a line of times
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (script) {
      if (line.starts_with("Dialogue:")) said.add_line(at + words_of_dialogue(line), end);
    } else if (is_time_line(line)) {
      words = true;
    } else if (trim(line).empty()) {
      words = false;
    } else if (words) {
      said.add_line(at, end);
    }
    at = end + 1;
  }
  Draft draft;
  Decoded done = said.take();
  draft.document.text = std::move(done.text);
  draft.document.source_map = std::move(done.runs);
  draft.only_one = true;
  out.give(std::move(draft));
}

}  // namespace byname
