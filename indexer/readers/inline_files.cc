#include "indexer/readers/inline_files.h"

#include <algorithm>
#include <optional>

#include "indexer/readers/mail_headers.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kMostInline = 1000;

std::string_view inline_line(std::string_view text, std::size_t at, std::size_t& next) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  next = std::min(end + 1, text.size());
  std::string_view line = text.substr(at, end - at);
  while (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "644 list.txt": the rights that a file had, and its name.
std::optional<std::string> name_of_file(std::string_view rest) {
  std::size_t digits = 0;
  while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '7') ++digits;
  if (digits < 3 || digits > 4 || digits + 1 >= rest.size() || rest[digits] != ' ')
    return std::nullopt;
  return std::string(trim(rest.substr(digits)));
}

// False if the line is none of its kind.
bool add_uu_line(std::string_view line, std::string& out) {
  if (line.empty() || line.size() > 100 ||
      std::any_of(line.begin(), line.end(), [](char c) { return c < ' ' || c > '`'; }))
    return false;
  const auto value = [&](std::size_t i) {  // blanks at the end get lost
    return i < line.size() ? (static_cast<unsigned>(line[i]) - ' ') & 63U : 0U;
  };
  const std::size_t count = value(0);
  const std::size_t letters = (count + 2) / 3 * 4;
  // Some programs add a letter of their own; many blanks may be lost, but not most.
  if (line.size() > letters + 3 || line.size() - 1 < letters / 2) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = 1 + i / 3 * 4 + i % 3;
    const unsigned pair = value(at) << 6 | value(at + 1);
    out += static_cast<char>(pair >> (i % 3 == 0 ? 4 : i % 3 == 1 ? 2 : 0));
  }
  return true;
}

bool read_uu(std::string_view text, std::size_t at, InlineFile& file) {
  bool any = false;
  file.cut = true;
  for (std::size_t next = at; at < text.size(); at = next) {
    const std::string_view line = inline_line(text, at, next);
    if (line == "end") {
      file.cut = false;
      at = next;
      break;
    }
    if (!trim(line).empty() && !add_uu_line(line, file.bytes)) break;
    any |= !file.bytes.empty();
  }
  file.end = at;
  return any;
}

bool read_base64(std::string_view text, std::size_t at, InlineFile& file) {
  const std::size_t begin = at;
  std::size_t end = at;
  file.cut = true;
  for (std::size_t next = at; at < text.size(); at = next) {
    const std::string_view line = inline_line(text, at, next);
    end = at;
    if (line == "====") {
      file.cut = false;
      at = next;
      break;
    }
    if (!std::all_of(line.begin(), line.end(), [](char c) {
          return is_ascii_letter_or_digit(c) || c == '+' || c == '/' || c == '=';
        }))
      break;
    end = next;
  }
  file.end = at;
  file.bytes = base64_decoded(text.substr(begin, end - begin));
  return !file.bytes.empty();
}

bool read_yenc(std::string_view text, std::size_t at, InlineFile& file) {
  file.cut = true;
  for (std::size_t next = at; at < text.size(); at = next) {
    const std::string_view line = inline_line(text, at, next);
    if (line.starts_with("=yend ")) {
      file.cut = false;
      at = next;
      break;
    }
    if (line.starts_with("=ypart ")) continue;
    for (std::size_t i = 0; i < line.size(); ++i) {
      auto c = static_cast<unsigned char>(line[i]);
      if (c == '=' && i + 1 < line.size()) c = static_cast<unsigned char>(line[++i] - 64);
      file.bytes += static_cast<char>(c - 42);
    }
  }
  file.end = at;
  return !file.cut && !file.bytes.empty();
}

}  // namespace

std::vector<InlineFile> inline_files(std::string_view text) {
  std::vector<InlineFile> files;
  bool yenc = true;  // its end is looked for in all that follows: not after it was missing once
  for (std::size_t at = 0, next = 0; at < text.size() && files.size() < kMostInline; at = next) {
    const std::string_view line = inline_line(text, at, next);
    if (line.size() < 10 || (line[0] != 'b' && line[0] != '=')) continue;
    InlineFile file{.begin = at};
    bool found = false;
    if (line.starts_with("begin-base64 ")) {
      if (auto name = name_of_file(line.substr(13))) {
        file.name = *name;
        found = read_base64(text, next, file);
      }
    } else if (line.starts_with("begin ")) {
      if (auto name = name_of_file(line.substr(6))) {
        file.name = *name;
        found = read_uu(text, next, file);
      }
    } else if (yenc && line.starts_with("=ybegin ")) {
      const std::size_t name = line.find(" name=");
      if (name != line.npos) {
        file.name = trim(line.substr(name + 6));
        found = yenc = read_yenc(text, next, file);
      }
    }
    if (!found) continue;
    next = std::max(file.end, next);
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace byname
