#include "indexer/readers/wikitext.h"

#include <algorithm>
#include <utility>

#include "indexer/readers/html_tokens.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kLongestTag = 500;
constexpr std::size_t kLongestPrefix = 40;

class WikiStripper {
 public:
  WikiStripper(const Decoded& source, const WikiNames& names)
      : source_(source), s_(source.text), names_(names) {}

  WikiText strip() {
    while (at_ < s_.size()) {
      if (line_start_) begin_line();
      if (at_ < s_.size()) step();
    }
    return build();
  }

 private:
  struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string instead{};  // of what stands there
    bool chrome = false;
  };
  struct Link {
    std::size_t first = 0;  // piece
    bool file = false;
    bool shown = false;  // its label has begun
  };

  bool here(std::string_view mark) const { return s_.substr(at_).starts_with(mark); }

  void copy(std::size_t length) {
    const bool chrome = templates_ > 0 || notes_ > 0 || category_;
    if (!pieces_.empty() && pieces_.back().end == at_ && pieces_.back().instead.empty() &&
        pieces_.back().chrome == chrome &&
        (links_.empty() || links_.back().first < pieces_.size())) {
      pieces_.back().end += length;
    } else {
      pieces_.push_back({at_, at_ + length, {}, chrome});
    }
    at_ += length;
  }
  void replace(std::string instead, std::size_t length) {
    pieces_.push_back({at_, at_ + length, std::move(instead), templates_ > 0 || notes_ > 0});
    at_ += length;
  }

  void begin_line() {
    line_start_ = false;
    heading_ = heads_ = false;
    if (here("----")) {
      while (at_ < s_.size() && s_[at_] == '-') ++at_;
    } else if (here("==")) {
      heading_ = true;
      templates_ = notes_ = 0;  // none that was left open goes on below a heading
      links_.clear();
      while (at_ < s_.size() && (s_[at_] == '=' || s_[at_] == ' ')) ++at_;
    } else if (here("{|") || here("|-") || here("|}")) {
      at_ = std::min(s_.find('\n', at_), s_.size());
    } else if (s_[at_] == '|' || s_[at_] == '!') {
      heads_ = s_[at_] == '!';
      at_ += here("|+") ? 2 : 1;
      skip_cell_style();
    } else {
      while (at_ < s_.size() && (s_[at_] == '*' || s_[at_] == '#' || s_[at_] == ':' ||
                                 s_[at_] == ';' || s_[at_] == ' '))
        ++at_;
    }
  }

  // «style="..." | » before the words of a cell.
  void skip_cell_style() {
    if (templates_ > 0) return;
    const std::string_view rest = s_.substr(at_, 200);
    const std::size_t bar = rest.find_first_of("|[{\n");
    if (bar != rest.npos && rest[bar] == '|' && !rest.substr(bar).starts_with("||") &&
        rest.substr(0, bar).find('=') != rest.npos)
      at_ += bar + 1;
  }

  void step() {
    const char c = s_[at_];
    switch (c) {
      case '\n':
        copy(1);
        line_start_ = true;
        category_ = false;
        return;
      case '\'':
        if (here("''")) {
          while (at_ < s_.size() && s_[at_] == '\'') ++at_;
          return;
        }
        break;
      case '=':
        if (heading_ && end_of_heading()) return;
        break;
      case '{':
        if (here("{{")) {
          at_ += 2;
          ++templates_;
          return;
        }
        break;
      case '}':
        if (here("}}") && templates_ > 0) {
          at_ += 2;
          --templates_;
          return;
        }
        break;
      case '[':
        if (here("[[")) {
          open_link();
          return;
        }
        if (open_address()) return;
        break;
      case ']':
        if (here("]]") && !links_.empty()) {
          close_link();
          return;
        }
        if (addresses_ > 0) {
          --addresses_;
          ++at_;
          return;
        }
        break;
      case '|':
        if (bar()) return;
        break;
      case '<':
        if (tag()) return;
        break;
      case '&':
        if (const auto reference = html_reference(s_, at_)) {
          replace(reference->utf8, reference->length);
          return;
        }
        break;
      case '!':
        if (heads_ && here("!!")) {
          replace("\n", 2);
          skip_cell_style();
          return;
        }
        break;
      case '_':
        if (here("__") && switch_word()) return;
        break;
      default:
        break;
    }
    const std::size_t next = s_.find_first_of("\n'={}[]|<&_!", at_ + 1);
    copy(std::min(next, s_.size()) - at_);
  }

  bool end_of_heading() {
    const std::size_t end = std::min(s_.find_first_not_of("= \t\r", at_), s_.size());
    if (end < s_.size() && s_[end] != '\n') return false;
    at_ = end;
    return true;
  }

  void open_link() {
    at_ += 2;
    Link link{.first = pieces_.size()};
    const std::string_view start = s_.substr(at_, kLongestPrefix);
    const std::size_t colon = start.find_first_of(":|]\n");
    if (colon != start.npos && start[colon] == ':' && colon > 0) {
      const std::string prefix = ascii_lower(trim(start.substr(0, colon)));
      link.file = names_.files.contains(prefix);
      category_ = names_.categories.contains(prefix);
    } else if (start.starts_with(':')) {
      ++at_;
    }
    links_.push_back(link);
  }

  void close_link() {
    at_ += 2;
    const Link link = links_.back();
    links_.pop_back();
    // Of a picture without a caption nothing is read.
    if (link.file && !link.shown) pieces_.resize(std::min(link.first, pieces_.size()));
  }

  bool bar() {
    if (!links_.empty() && links_.back().first <= pieces_.size() &&
        (!links_.back().shown || links_.back().file)) {
      // What stands before it is where the link leads, or how a picture is shown.
      pieces_.resize(links_.back().first);
      links_.back().shown = true;
      ++at_;
      return true;
    }
    if (templates_ > 0) {
      replace(" ", 1);
      return true;
    }
    if (here("||")) {
      replace("\n", 2);
      skip_cell_style();
      return true;
    }
    return false;
  }

  // "[https://x.org the label]".
  bool open_address() {
    const std::string_view rest = s_.substr(at_ + 1, 8);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("//") &&
        !rest.starts_with("ftp://") && !rest.starts_with("mailto:"))
      return false;
    at_ = std::min(s_.find_first_of(" ]\n", at_), s_.size());
    if (at_ < s_.size() && s_[at_] == ' ') ++at_;
    ++addresses_;
    return true;
  }

  bool tag() {
    if (here("<!--")) {
      const std::size_t end = s_.find("-->", at_);
      at_ = end == s_.npos ? s_.size() : end + 3;
      return true;
    }
    const std::string_view rest = s_.substr(at_, kLongestTag);
    const std::size_t end = rest.find_first_of("<>", 1);
    if (end == rest.npos || rest[end] != '>' || rest.size() < 3 ||
        (!is_ascii_letter(rest[1]) && rest[1] != '/'))
      return false;
    const std::string name = ascii_lower(rest.substr(1, rest.find_first_of(" />\n", 2) - 1));
    if (name == "ref" && rest[end - 1] != '/') ++notes_;
    if (name == "/ref" && notes_ > 0) --notes_;
    if (name == "br" || name == "p" || name == "/p" || name == "li") {
      replace("\n", end + 1);
    } else {
      at_ += end + 1;
    }
    return true;
  }

  // «__NOTOC__».
  bool switch_word() {
    const std::size_t end = s_.substr(0, at_ + 40).find("__", at_ + 2);
    if (end == s_.npos || end == at_ + 2 ||
        !std::all_of(s_.begin() + static_cast<std::ptrdiff_t>(at_) + 2,
                     s_.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char c) { return c >= 'A' && c <= 'Z'; }))
      return false;
    at_ = end + 2;
    return true;
  }

  WikiText build() {
    WikiText out;
    TextBuilder text(source_);
    bool blank = true;     // the line so far
    std::size_t ends = 2;  // of lines just written
    for (Piece& piece : pieces_) {
      if (blank && piece.instead.empty())
        while (piece.begin < piece.end && s_[piece.begin] == ' ') ++piece.begin;
      const std::uint32_t begin = text.size();
      const std::string_view words =
          piece.instead.empty() ? s_.substr(piece.begin, piece.end - piece.begin) : piece.instead;
      if (words.empty()) continue;
      if (words == "\n") {
        // At most one empty line.
        if (ends >= 2) continue;
        ++ends;
        blank = true;
      } else if (blank && trim(words).empty()) {
        continue;
      } else {
        blank = false;
        ends = words.ends_with('\n') ? 1 : 0;
      }
      if (piece.instead.empty()) {
        text.copy(piece.begin, piece.end);
      } else {
        text.replace(piece.instead, piece.begin, piece.end);
      }
      if (!piece.chrome || text.size() == begin) continue;
      if (!out.parts.empty() && out.parts.back().end == begin) {
        out.parts.back().end = text.size();
      } else {
        out.parts.push_back({Part::chrome, begin, text.size()});
      }
    }
    out.text = text.take();
    return out;
  }

  const Decoded& source_;
  std::string_view s_;
  const WikiNames& names_;
  std::size_t at_ = 0;
  bool line_start_ = true, heading_ = false, category_ = false;
  bool heads_ = false;  // of the columns of a table, in this line
  std::size_t templates_ = 0, notes_ = 0, addresses_ = 0;
  std::vector<Link> links_{};
  std::vector<Piece> pieces_{};
};

}  // namespace

WikiText plain_wikitext(const Decoded& source, const WikiNames& names) {
  return WikiStripper(source, names).strip();
}

}  // namespace byname
