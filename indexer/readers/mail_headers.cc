#include "indexer/readers/mail_headers.h"

#include <algorithm>
#include <array>
#include <map>

#include "indexer/readers/decode.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kMostFields = 1000;
constexpr std::size_t kLongestField = 64 << 10;

std::string unfolded(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c != '\r' && c != '\n') out += c;
  }
  return std::string(trim(out));
}

// One encoded word at `at`: "=?charset?B?text?=".
struct EncodedWord {
  std::string charset{};
  std::string bytes{};
  std::size_t end = 0;
};

bool read_encoded_word(std::string_view raw, std::size_t at, EncodedWord& word) {
  if (raw.substr(at, 2) != "=?") return false;
  const std::size_t charset_end = raw.find('?', at + 2);
  if (charset_end == raw.npos || charset_end - at > 64 || charset_end + 2 >= raw.size() ||
      raw[charset_end + 2] != '?')
    return false;
  const std::size_t end = raw.find("?=", charset_end + 3);
  if (end == raw.npos) return false;
  std::string_view charset = raw.substr(at + 2, charset_end - at - 2);
  charset = charset.substr(0, charset.find('*'));  // a language may follow (RFC 2231)
  const std::string_view text = raw.substr(charset_end + 3, end - charset_end - 3);
  const char how = ascii_lower(raw[charset_end + 1]);
  if (charset.empty() || (how != 'b' && how != 'q')) return false;
  word.charset = ascii_lower(charset);
  word.bytes = how == 'b' ? base64_decoded(text) : quoted_printable_decoded(text, true);
  word.end = end + 2;
  return true;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// The value of a parameter from its beginning: quoted or up to the next ';'.
std::string read_parameter_value(std::string_view text, std::size_t& at) {
  std::string out;
  if (at < text.size() && text[at] == '"') {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      out += text[at];
    }
    at = text.find(';', std::min(at, text.size()));
    return out;
  }
  const std::size_t end = std::min(text.find(';', at), text.size());
  out = trim(text.substr(at, end - at));
  at = end;
  return out;
}

// A quarter of its letters and more are beyond ASCII.
bool is_hardly_latin(std::string_view bytes) {
  bytes = bytes.substr(0, 8192);
  const auto is_beyond = [](char c) { return static_cast<unsigned char>(c) >= 0xA0; };
  return std::count_if(bytes.begin(), bytes.end(), is_beyond) * 3 >
         std::count_if(bytes.begin(), bytes.end(), is_ascii_letter);
}

}  // namespace

int hex_digit(char c) {
  if (is_ascii_digit(c)) return c - '0';
  c = ascii_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string base64_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+' || c == '-') value = 62;
    if (c == '/' || c == '_') value = 63;
    if (c == '=') {  // the end, or that of a piece
      count = 0;
      continue;
    }
    if (value < 0) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFF);
    }
  }
  return out;
}

std::string quoted_printable_decoded(std::string_view text, bool underscore) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '=' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += underscore && c == '_' ? ' ' : c;
    }
  }
  return out;
}

Encoding mail_charset(std::string_view bytes, std::string_view declared) {
  std::string name = ascii_lower(declared);
  // Text that is called ASCII and is mostly no Latin: nobody said what it is.
  if ((name == "us-ascii" || name == "ascii" || name == "ansi_x3.4-1968") && is_hardly_latin(bytes))
    name.clear();
  // Charsets that are all ASCII until one decodes them.
  for (const std::string_view stateful : {"iso-2022-", "hz-gb", "utf-7"})
    if (name.starts_with(stateful)) return {name, 0};
  Utf8Census census;
  census.add(bytes);
  census.add("\n");  // a character that is cut off at the end is none
  const std::uint64_t first = std::min<std::uint64_t>(census.first_invalid(), bytes.size());
  return encoding_of(bytes.substr(0, 8192), census,
                     bytes.substr(first > 4096 ? first - 4096 : 0, 8192), name);
}

std::string to_utf8(std::string_view bytes, std::string_view declared) {
  const Encoding encoding = mail_charset(bytes, declared);
  std::uint64_t ignored = 0;
  return decode(bytes.substr(std::min<std::size_t>(encoding.mark, bytes.size())), encoding, {},
                ignored)
      .text;
}

std::string charset_decoded(std::string_view bytes, std::string_view charset) {
  std::uint64_t ignored = 0;
  return decode(bytes, {std::string(charset), 0}, {}, ignored).text;
}

std::string mail_words(std::string_view raw) {
  raw = raw.substr(0, kLongestField);
  std::string out;
  std::string pending;  // bytes of words in one charset that follow each other
  std::string charset;
  const auto flush = [&] {
    if (!pending.empty()) out += to_utf8(pending, charset);
    pending.clear();
  };
  std::size_t from = 0;  // of what is no encoded word
  for (std::size_t at = raw.find("=?"); at != raw.npos; at = raw.find("=?", at)) {
    EncodedWord word;
    if (!read_encoded_word(raw, at, word)) {
      at += 2;
      continue;
    }
    const std::string_view between = raw.substr(from, at - from);
    const bool follows = !pending.empty() && trim(between).empty();
    if (!follows || word.charset != charset) flush();
    if (!follows) out += to_utf8(between, "");
    charset = word.charset;
    pending += word.bytes;
    from = at = word.end;
  }
  flush();
  out += to_utf8(raw.substr(from), "");
  return one_line(out);
}

std::string names_of_addresses(std::string_view raw) {
  raw = raw.substr(0, kLongestField);
  std::string out;
  std::string name, address, comment;
  bool quoted = false, in_angles = false;
  int comments = 0;
  const auto flush = [&] {
    std::string shown = mail_words(name);
    if (shown.empty()) shown = mail_words(address);
    // Old letters: ann@x.org (Ann Lee)
    if (!trim(comment).empty() && address.empty()) shown = mail_words(comment);
    if (!shown.empty()) {
      if (!out.empty()) out += ", ";
      out += shown;
    }
    name.clear();
    address.clear();
    comment.clear();
  };
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (quoted) {
      if (c == '"') {
        quoted = false;
        continue;
      }
      if (c == '\\' && i + 1 < raw.size()) c = raw[++i];
      (comments > 0 ? comment : in_angles ? address : name) += c;
    } else if (c == '"') {
      quoted = true;
    } else if (comments > 0) {
      if (c == '(') ++comments;
      if (c == ')' && --comments == 0) continue;
      comment += c;
    } else if (in_angles) {
      if (c == '>') {
        in_angles = false;
      } else if (c != '<') {
        address += c;
      }
    } else if (c == '(') {
      comments = 1;
    } else if (c == '<') {
      in_angles = true;
    } else if (c == ',' || c == ';') {
      flush();
    } else if (c == '>') {
      // of no '<'
    } else if (c == ':' && trim(name).find('@') == std::string_view::npos) {
      name.clear();  // the name of a group
    } else {
      name += c;
    }
  }
  flush();
  return out;
}

MailHead read_mail_head(std::string_view bytes, std::size_t begin) {
  MailHead head{.bytes = bytes};
  std::size_t at = begin;
  while (at < bytes.size()) {
    const std::size_t line_end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, line_end - at);
    const std::size_t next = std::min(line_end + 1, bytes.size());
    if (trim(line).empty() && (line.empty() || line == "\r")) {
      at = next;
      break;
    }
    if ((line[0] == ' ' || line[0] == '\t') && !head.fields.empty()) {
      head.fields.back().end = line_end;
    } else {
      const std::size_t colon = line.find(':');
      const std::string_view name = trim(line.substr(0, colon));
      if (colon == line.npos || name.empty() || name.size() > 100 ||
          name.find_first_of(" \t<>") != name.npos) {
        if (!line.starts_with("From ") && !line.starts_with(">From ")) break;  // the body
      } else if (head.fields.size() < kMostFields) {
        head.fields.push_back({ascii_lower(name), at + colon + 1, line_end});
      }
    }
    at = next;
  }
  head.end = at;
  return head;
}

const MailField* MailHead::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const MailField& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::string MailHead::raw(std::string_view name) const {
  const MailField* found = field(name);
  if (!found) return {};
  return unfolded(bytes.substr(found->begin, std::min(found->end - found->begin, kLongestField)));
}

std::string MailHead::value(std::string_view name) const { return mail_words(raw(name)); }

std::string MailHead::word(std::string_view name) const {
  const std::string all = raw(name);
  return ascii_lower(trim(std::string_view(all).substr(0, all.find_first_of("; \t("))));
}

std::string MailHead::parameter(std::string_view name, std::string_view key) const {
  const std::string all = raw(name);
  const std::string_view text = all;
  std::map<int, std::string> pieces;  // key*0, key*1, ...
  std::string charset, plain;
  bool extended = false;
  int read = 0;
  for (std::size_t at = text.find(';'); at != text.npos && at < text.size() && ++read < 1000;) {
    ++at;
    const std::size_t equals = text.find('=', at);
    if (equals == text.npos) break;
    std::string_view before = text.substr(at, equals - at);
    before.remove_prefix(before.rfind(';') + 1);
    std::string found = ascii_lower(trim(before));
    at = equals + 1;
    while (at < text.size() && is_ascii_space(text[at])) ++at;
    std::string value = read_parameter_value(text, at);
    if (found == key) {
      plain = std::move(value);
      continue;
    }
    if (!found.starts_with(std::string(key) + "*")) continue;
    const bool is_encoded = found.ends_with('*');
    std::size_t number = 0;
    for (const char c : std::string_view(found).substr(key.size() + 1)) {
      if (is_ascii_digit(c)) number = std::min<std::size_t>(number * 10 + (c - '0'), 10000);
    }
    if (is_encoded) {
      extended = true;
      if (number == 0) {
        const std::size_t first = value.find('\'');
        const std::size_t second = first == value.npos ? first : value.find('\'', first + 1);
        if (second != value.npos) {
          charset = value.substr(0, first);
          value.erase(0, second + 1);
        }
      }
      value = percent_decoded(value);
    }
    pieces[static_cast<int>(number)] = std::move(value);
  }
  if (pieces.empty()) return mail_words(plain);
  std::string joined;
  for (const auto& [number, piece] : pieces) joined += piece;
  return extended ? one_line(to_utf8(joined, charset)) : mail_words(joined);
}

}  // namespace byname
