#include "indexer/readers/byte_table.h"

#include <iconv.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::array<std::string_view, 9> kTables{
    "ISO-8859-16", "VISCII", "ARMSCII-8", "GEORGIAN-PS", "GEORGIAN-ACADEMY",
    "KOI8-T",      "PT154",  "TCVN",      "RK1048"};

// Through the C library, a byte at a time; nothing if it does not know the charset either.
std::optional<ByteTable> made_table(std::string_view name) {
  const iconv_t converter = iconv_open("UTF-32LE", std::string(name).c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, decltype(&iconv_close)> closes(converter, &iconv_close);
  ByteTable table;
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    char in = static_cast<char>(byte);
    unsigned char out[8] = {};
    char* from = &in;
    char* to = reinterpret_cast<char*>(out);
    std::size_t left = 1, room = sizeof out;
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    iconv(converter, &from, &left, &to, &room);
    // Vietnamese tables wait whether a mark follows.
    iconv(converter, nullptr, nullptr, &to, &room);
    table[byte] = room == sizeof out - 4
                      ? static_cast<char32_t>(out[0] | out[1] << 8 | out[2] << 16)
                      : char32_t{0xFFFD};
  }
  return table;
}

}  // namespace

std::string_view byte_table_named(std::string_view name) {
  const std::string wanted = ascii_lower(name);
  for (const std::string_view table : kTables)
    if (ascii_lower(table) == wanted) return table;
  if (wanted == "armscii8") return "ARMSCII-8";
  if (wanted == "iso8859-16" || wanted == "iso_8859-16" || wanted == "latin10")
    return "ISO-8859-16";
  return {};
}

const ByteTable* byte_table(std::string_view name) {
  static const auto tables = [] {
    std::unordered_map<std::string_view, ByteTable> result;
    for (const std::string_view table : kTables)
      if (auto made = made_table(table)) result.emplace(table, *made);
    return result;
  }();
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

std::string_view byte_table_guess(std::string_view sample) {
  std::array<std::size_t, 256> counts{};
  std::size_t high = 0, armenian_small = 0, georgian = 0;
  for (const char c : sample) {
    const auto byte = static_cast<unsigned char>(c);
    ++counts[byte];
    if (byte < 0xB0) continue;
    ++high;
    armenian_small += byte >= 0xB3 && byte <= 0xFD && byte % 2 == 1;
    georgian += byte >= 0xC0 && byte <= 0xE5;
  }
  if (high < 20) return {};
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / high; };
  // Armenian has its small letters at odd bytes, and every seventh of them is an ayb; in the
  // Cyrillic charsets, whose letters stand here too, both are chance.
  if (share(armenian_small) >= 0.8 && share(counts[0xB3]) >= 0.08 && share(counts[0xDD]) >= 0.03)
    return "ARMSCII-8";
  // Georgian has no capitals: all its letters stand where Windows' Cyrillic has its capitals.
  // The two tables differ from the eighth letter on, so i is a byte further in the one.
  if (share(georgian) >= 0.97 && share(counts[0xC0]) >= 0.1 && share(counts[0xC4]) >= 0.05) {
    if (share(counts[0xC9]) >= 0.07 && counts[0xC9] > counts[0xC8]) return "GEORGIAN-PS";
    if (share(counts[0xC8]) >= 0.07) return "GEORGIAN-ACADEMY";
  }
  return {};
}

}  // namespace byname
