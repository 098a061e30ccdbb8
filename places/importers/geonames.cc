#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "places/importers/importer.h"
#include "places/importers/native_rows.h"

namespace byname {
namespace {

// A line at a time, cut at tabs.
class Lines {
 public:
  explicit Lines(std::string_view content) : rest_(content) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }
  bool next(std::vector<std::string_view>& cells) {
    while (!rest_.empty()) {
      const auto end = rest_.find('\n');
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      ++line_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) continue;
      cells.clear();
      for (std::size_t tab; (tab = line.find('\t')) != std::string_view::npos;) {
        cells.push_back(line.substr(0, tab));
        line.remove_prefix(tab + 1);
      }
      cells.push_back(line);
      return true;
    }
    return false;
  }
  std::size_t line() const { return line_; }

 private:
  std::string_view rest_;
  std::size_t line_ = 0;
};

// Feature codes whose kind of place the matcher can make use of; the rest by class.
std::string type_of(std::string_view feature_class, std::string_view code) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kCodes{{
      {"PPLC", "capital"},
      {"PPLA", "city"},
      {"PPLA2", "city"},
      {"PPLA3", "town"},
      {"PPLL", "village"},
      {"PPLF", "village"},
      {"PPLQ", "village"},
      {"PPLX", "quarter"},
      {"PPLW", "ruins"},
      {"PCLI", "country"},
      {"PCLS", "country"},
      {"PCLD", "territory"},
      {"PCLH", "country (historical)"},
      {"ADM1", "province"},
      {"ADM2", "district"},
      {"ADM3", "district"},
      {"ADMD", "district"},
      {"RGN", "region"},
      {"STM", "river"},
      {"LK", "lake"},
      {"SEA", "sea"},
      {"OCN", "sea"},
      {"STRT", "strait"},
      {"RSV", "reservoir"},
      {"MT", "mountain"},
      {"MTS", "mountain range"},
      {"PASS", "pass"},
      {"AIRP", "airport"},
      {"MSTY", "monastery"},
      {"CONT", "continent"},
  }};
  for (const auto& [known, type] : kCodes) {
    if (known == code) return std::string(type);
  }
  if (feature_class == "P") return "town";
  if (feature_class == "A") return "region";
  if (feature_class == "L") return "region";
  if (feature_class == "T") return "mountain";
  if (feature_class == "H") return "water";
  return "";
}

}  // namespace

ImportedTables import_geonames(const std::string& label, std::string_view content,
                               Messages& messages) {
  enum : std::size_t { kId, kName, kAscii, kAlternates, kLat, kLon, kClass, kCode, kCountry };
  constexpr std::size_t kColumns = 19;
  NativeRows rows;
  Lines lines(content);
  for (std::vector<std::string_view> cells; lines.next(cells);) {
    if (cells.size() != kColumns) {
      messages.push_back({label, lines.line(),
                          fmt::format("{} columns where GeoNames' table has {}; row left out",
                                      cells.size(), kColumns)});
      continue;
    }
    const std::string id(cells[kId]);
    rows.place({.id = id,
                .type = type_of(cells[kClass], cells[kCode]),
                .lat = std::string(cells[kLat]),
                .lon = std::string(cells[kLon]),
                .country = std::string(cells[kCountry]),
                .geonames = id});
    for (const std::size_t column : {kName, kAscii}) {
      rows.name({.place = id, .text = std::string(cells[column]), .source = "GeoNames"});
    }
    for (std::string_view rest = cells[kAlternates]; !rest.empty();) {
      const auto comma = rest.find(',');
      const std::string_view name = rest.substr(0, comma);
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
      // Airport codes and links stand among the names.
      const bool code = name.size() <= 3 && std::all_of(name.begin(), name.end(), [](char c) {
                          return c >= 'A' && c <= 'Z';
                        });
      if (name.empty() || code || name.find("://") != std::string_view::npos) continue;
      rows.name({.place = id, .text = std::string(name), .source = "GeoNames"});
    }
  }
  return rows.take();
}

ImportedTables import_geonames_names(const std::string& label, std::string_view content,
                                     const std::unordered_set<std::string>& known,
                                     Messages& messages) {
  enum : std::size_t { kRow, kPlace, kLang, kName, kPreferred, kShort, kColloquial, kHistoric };
  enum : std::size_t { kFrom = 8, kTo = 9 };
  // Kinds of alternate names that are no names.
  constexpr std::array<std::string_view, 8> kCodes{"link", "post", "iata", "icao",
                                                   "faac", "unlc", "tcid", "phon"};
  NativeRows rows;
  Lines lines(content);
  for (std::vector<std::string_view> cells; lines.next(cells);) {
    if (cells.size() <= kName) {
      messages.push_back({label, lines.line(),
                          fmt::format("{} columns where GeoNames' table of names has 8 to 10; row "
                                      "left out",
                                      cells.size())});
      continue;
    }
    const auto cell = [&](std::size_t column) {
      return column < cells.size() ? cells[column] : std::string_view();
    };
    const std::string place(cells[kPlace]);
    if (!known.contains(place)) continue;
    if (cells[kLang] == "wkdt") {
      rows.place({.id = place, .wikidata = std::string(cells[kName])});
      continue;
    }
    if (std::find(kCodes.begin(), kCodes.end(), cells[kLang]) != kCodes.end()) continue;
    const bool abbreviation = cells[kLang] == "abbr";
    rows.name({.place = place,
               .text = std::string(cells[kName]),
               .lang = abbreviation ? "" : std::string(cells[kLang]),
               .kind = abbreviation               ? "abbreviation"
                       : cell(kHistoric) == "1"   ? "historical"
                       : cell(kColloquial) == "1" ? "colloquial"
                       : cell(kPreferred) == "1"  ? "official"
                                                  : "variant",
               .from_year = std::string(cell(kFrom)),
               .to_year = std::string(cell(kTo)),
               .source = "GeoNames"});
  }
  return rows.take();
}

}  // namespace byname
