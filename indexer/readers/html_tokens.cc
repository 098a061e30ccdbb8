#include "indexer/readers/html_tokens.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "embedded/indexer_entities.h"
#include "indexer/extract/table.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kMostAttributes = 100;
constexpr std::size_t kLongestReference = 33;  // "CounterClockwiseContourIntegral;" has 32

// Elements whose content is text up to their end tag; in the first two references count.
constexpr std::array<std::string_view, 8> kRawElements{"title", "textarea", "script",  "style",
                                                       "xmp",   "iframe",   "noembed", "noframes"};

const std::unordered_map<std::string_view, std::string_view>& references() {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::string_view> result;
    for (const TableRow& row : table_rows(embedded::indexer_entities()))
      if (row.size() >= 2) result.emplace(row[0], row[1]);
    return result;
  }();
  return table;
}

// What Windows programs write as numbers of their own character set.
std::uint32_t without_windows(std::uint32_t code) {
  static constexpr std::array<std::uint16_t, 32> kWindows{
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  return code >= 0x80 && code < 0xA0 ? kWindows[code - 0x80] : code;
}

std::optional<HtmlReference> numeric_reference(std::string_view page, std::size_t at) {
  std::size_t i = at + 2;
  const bool hex = i < page.size() && (page[i] == 'x' || page[i] == 'X');
  if (hex) ++i;
  const std::size_t digits = i;
  std::uint32_t code = 0;
  for (; i < page.size(); ++i) {
    const char c = ascii_lower(page[i]);
    std::uint32_t digit;
    if (is_ascii_digit(c)) {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (hex && c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint32_t>(c - 'a' + 10);
    } else {
      break;
    }
    code = std::min<std::uint32_t>(code * (hex ? 16 : 10) + digit, 0x110000);
  }
  if (i == digits) return std::nullopt;
  if (i < page.size() && page[i] == ';') ++i;
  return HtmlReference{utf8_of(without_windows(code)), i - at};
}

}  // namespace

std::optional<HtmlReference> html_reference(std::string_view page, std::size_t at,
                                            bool in_attribute) {
  if (at + 1 >= page.size() || page[at] != '&') return std::nullopt;
  if (page[at + 1] == '#') return numeric_reference(page, at);
  std::size_t longest = at + 1;
  while (longest < page.size() && longest - at <= kLongestReference &&
         is_ascii_letter_or_digit(page[longest]))
    ++longest;
  const bool closed = longest < page.size() && page[longest] == ';';
  if (closed) {
    const auto found = references().find(page.substr(at + 1, longest - at));
    if (found != references().end())
      return HtmlReference{std::string(found->second), longest + 1 - at};
  }
  for (std::size_t end = longest; end > at + 2; --end) {  // old names: "&nbspand", "&copy"
    const auto found = references().find(page.substr(at + 1, end - at - 1));
    if (found == references().end()) continue;
    if (in_attribute && end < page.size() &&
        (page[end] == '=' || is_ascii_letter_or_digit(page[end])))
      return std::nullopt;
    return HtmlReference{std::string(found->second), end - at};
  }
  return std::nullopt;
}

std::string html_unescaped(std::string_view raw, bool in_attribute) {
  std::string out;
  for (std::size_t i = 0; i < raw.size();) {
    if (raw[i] == '&') {
      if (const auto reference = html_reference(raw, i, in_attribute)) {
        out += reference->utf8;
        i += reference->length;
        continue;
      }
    }
    out += raw[i++];
  }
  return out;
}

bool HtmlTokens::next(HtmlToken& token) {
  token.attributes.clear();
  token.name.clear();
  token.raw = false;
  token.closed = false;
  if (!raw_element_.empty()) {
    // Up to "</name" and something that ends a name.
    std::size_t end = at_;
    while (true) {
      end = page_.find("</", end);
      if (end == std::string_view::npos) {
        end = page_.size();
        break;
      }
      const std::size_t after = end + 2 + raw_element_.size();
      if (after < page_.size() &&
          ascii_lower(page_.substr(end + 2, raw_element_.size())) == raw_element_ &&
          (is_ascii_space(page_[after]) || page_[after] == '/' || page_[after] == '>'))
        break;
      end += 2;
    }
    const bool references_count = raw_element_ == "title" || raw_element_ == "textarea";
    raw_element_.clear();
    if (end > at_) {
      token.kind = HtmlToken::text;
      token.begin = at_;
      token.end = at_ = end;
      token.raw = !references_count;
      return true;
    }
  }
  while (at_ < page_.size()) {
    std::size_t open = page_.find('<', at_);
    // "<" that begins no markup is text.
    while (open != std::string_view::npos && open + 1 < page_.size() &&
           !is_ascii_letter(page_[open + 1]) && page_[open + 1] != '/' && page_[open + 1] != '!' &&
           page_[open + 1] != '?')
      open = page_.find('<', open + 1);
    if (open == std::string_view::npos || open + 1 >= page_.size()) open = page_.size();
    if (open > at_) {
      token.kind = HtmlToken::text;
      token.begin = at_;
      token.end = at_ = open;
      return true;
    }
    if (read_tag(token)) return true;
  }
  return false;
}

// At "<" and something that begins markup. False: it was a comment or broken.
bool HtmlTokens::read_tag(HtmlToken& token) {
  const std::size_t begin = at_;
  const auto skip_to = [&](std::string_view closing, std::size_t from) {
    const std::size_t found = page_.find(closing, from);
    at_ = found == std::string_view::npos ? page_.size() : found + closing.size();
    return false;
  };
  std::size_t at = begin + 1;
  if (page_[at] == '!') {
    if (page_.substr(at, 3) == "!--") {
      if (page_.substr(at + 3, 1) == ">") return skip_to(">", at + 3);
      if (page_.substr(at + 3, 2) == "->") return skip_to(">", at + 3);
      return skip_to("-->", at + 3);
    }
    if (page_.substr(at, 8) == "![CDATA[") {
      // Only XHTML has these: their content is text.
      const std::size_t from = at + 8;
      const std::size_t found = std::min(page_.find("]]>", from), page_.size());
      at_ = std::min(found + 3, page_.size());
      if (found == from) return false;
      token.kind = HtmlToken::text;
      token.begin = from;
      token.end = found;
      token.raw = true;
      return true;
    }
    if (markup_ == Markup::xml) {
      skip_doctype();
      return false;
    }
    return skip_to(">", at);
  }
  if (page_[at] == '?') return skip_to(markup_ == Markup::xml ? "?>" : ">", at);
  token.kind = HtmlToken::start;
  if (page_[at] == '/') {
    token.kind = HtmlToken::finish;
    ++at;
    if (at >= page_.size() || !is_ascii_letter(page_[at])) return skip_to(">", at);
  }
  const std::size_t name = at;
  while (at < page_.size() && !is_ascii_space(page_[at]) && page_[at] != '/' && page_[at] != '>')
    ++at;
  token.name = ascii_lower(page_.substr(name, std::min<std::size_t>(at - name, 64)));
  read_attributes(token, at);
  at_ = at;
  token.begin = begin;
  token.end = at;
  token.closed = page_[at - 1] == '>' && page_[at - 2] == '/';
  if (markup_ == Markup::html && token.kind == HtmlToken::start &&
      std::find(kRawElements.begin(), kRawElements.end(), token.name) != kRawElements.end())
    raw_element_ = token.name;
  return true;
}

// Past "<!DOCTYPE name [ ... ]>": declarations in brackets hold quotes and ">" of their own.
void HtmlTokens::skip_doctype() {
  bool inside = false;
  // Looked for once: a file full of beginnings must not be searched to its end for each.
  for (std::size_t at = at_; at < page_.size() && !open_doctype_; ++at) {
    const char c = page_[at];
    if (c == '"' || c == '\'') {
      const std::size_t end = page_.find(c, at + 1);
      if (end == std::string_view::npos) break;
      at = end;
    } else if (c == '[') {
      inside = true;
    } else if (c == ']') {
      inside = false;
    } else if (c == '>' && !inside) {
      at_ = at + 1;
      return;
    } else if (inside && page_.substr(at, 4) == "<!--") {
      const std::size_t end = page_.find("-->", at + 4);
      if (end == std::string_view::npos) break;
      at = end + 2;
    }
  }
  open_doctype_ = true;
  // Never closed: what follows the first ">" is read as if it were.
  const std::size_t end = page_.find('>', at_);
  at_ = end == std::string_view::npos ? page_.size() : end + 1;
}

void HtmlTokens::read_attributes(HtmlToken& token, std::size_t& at) {
  while (at < page_.size()) {
    if (page_[at] == '>') {
      ++at;
      return;
    }
    if (is_ascii_space(page_[at]) || page_[at] == '/') {
      ++at;
      continue;
    }
    const std::size_t name = at++;
    while (at < page_.size() && page_[at] != '=' && page_[at] != '>' && page_[at] != '/' &&
           !is_ascii_space(page_[at]))
      ++at;
    const std::size_t name_end = at;
    while (at < page_.size() && is_ascii_space(page_[at])) ++at;
    std::size_t value = at, value_end = at;
    if (at < page_.size() && page_[at] == '=') {
      ++at;
      while (at < page_.size() && is_ascii_space(page_[at])) ++at;
      if (at < page_.size() && (page_[at] == '"' || page_[at] == '\'')) {
        const char quote = page_[at++];
        value = at;
        value_end = std::min(page_.find(quote, at), page_.size());
        at = std::min(value_end + 1, page_.size());
      } else {
        value = at;
        while (at < page_.size() && !is_ascii_space(page_[at]) && page_[at] != '>') ++at;
        value_end = at;
      }
    }
    if (token.attributes.size() < kMostAttributes && name_end - name <= 64)
      token.attributes.push_back(
          {ascii_lower(page_.substr(name, name_end - name)), value, value_end});
  }
}

}  // namespace byname
