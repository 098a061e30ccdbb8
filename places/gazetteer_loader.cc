#include "places/gazetteer_loader.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "places/lang_tag.h"
#include "places/relations.h"
#include "schemas/hash.h"
#include "text/language.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxIdBytes = 120;  // ids become index terms, which end at 245 bytes
constexpr std::size_t kMaxMessagesOfFile = 1000;

constexpr std::array<std::string_view, 9> kKinds{"official",   "endonym",    "exonym",
                                                 "historical", "colloquial", "variant",
                                                 "adjective",  "demonym",    "abbreviation"};

enum Field : std::size_t {
  kId,
  kName,
  kLang,
  kScript,
  kKind,
  kFromYear,
  kToYear,
  kOrigin,
  kAmbiguous,
  kSource,
  kAttested,
  kNote,
  kType,
  kLat,
  kLon,
  kCountry,
  kParent,
  kFamily,
  kWikidata,
  kGeonames,
  kFieldCount
};
struct FieldNames {
  std::string_view name, alias;
};
constexpr std::array<FieldNames, kFieldCount> kFieldNames{{{"place_id", "id"},
                                                           {"name", "name"},
                                                           {"lang", "language"},
                                                           {"script", "script"},
                                                           {"kind", "kind"},
                                                           {"from_year", "from"},
                                                           {"to_year", "to"},
                                                           {"origin", "origin"},
                                                           {"ambiguous", "ambiguous"},
                                                           {"source", "source"},
                                                           {"attested", "attested"},
                                                           {"note", "note"},
                                                           {"type", "type"},
                                                           {"lat", "latitude"},
                                                           {"lon", "longitude"},
                                                           {"country", "country"},
                                                           {"parent_place_id", "parent"},
                                                           {"family", "family"},
                                                           {"wikidata_qid", "wikidata"},
                                                           {"geonames_id", "geonames"}}};

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// `text` is valid UTF-8.
std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status)) return std::string(text);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  status = U_ZERO_ERROR;
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_SUCCESS(status) ? result : std::string(text);
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

void fill(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

}  // namespace

struct GazetteerLoader::Columns {
  explicit Columns(const TsvTable& table) {
    for (std::size_t f = 0; f < kFieldCount; ++f)
      column[f] = table.column({kFieldNames[f].name, kFieldNames[f].alias});
  }
  std::array<std::optional<std::size_t>, kFieldCount> column{};
};

TableKind kind_of(const TsvTable& table) {
  if (!table.column({kFieldNames[kId].name, kFieldNames[kId].alias})) return TableKind::unknown;
  return table.column({kFieldNames[kName].name}) ? TableKind::names : TableKind::places;
}

void GazetteerLoader::say(std::string_view file, std::size_t line, std::string text) {
  const auto count = ++said_[std::string(file)];
  if (count == kMaxMessagesOfFile + 1)
    messages_.push_back({std::string(file), 0, "more rows are wrong; mend these first"});
  if (count <= kMaxMessagesOfFile) messages_.push_back({std::string(file), line, std::move(text)});
}

void GazetteerLoader::warn_of_unknown_columns(const TsvTable& table) {
  const Columns columns(table);
  std::string unknown;
  for (std::size_t i = 0; i < table.header().size(); ++i)
    if (std::find(columns.column.begin(), columns.column.end(), std::optional(i)) ==
        columns.column.end())
      unknown += (unknown.empty() ? "" : ", ") + std::string(table.header()[i]);
  if (!unknown.empty())
    say(table.label(), 1, "columns that mean nothing here, not read: " + unknown);
}

bool GazetteerLoader::good_row(const At& at) {
  const auto& cells = at.row.cells;
  if (cells.size() != at.table.header().size()) {
    say(at, fmt::format("{} columns where the header has {}; row left out: give every column "
                        "its tab, empty ones too",
                        cells.size(), at.table.header().size()));
    return false;
  }
  if (!std::all_of(cells.begin(), cells.end(),
                   [](auto cell) { return is_ascii(cell) || is_valid_utf8(cell); })) {
    say(at, "invalid UTF-8; row left out: save the file as UTF-8");
    return false;
  }
  const auto id = at.row.cell(at.columns.column[kId]);
  const char* wrong = id.empty() ? "empty place_id; row left out: give the place one"
                      : id.size() > kMaxIdBytes
                          ? "place_id over 120 bytes; row left out: shorten it"
                      : has_control(id) ? "control character in place_id; row left out: remove it"
                                        : nullptr;
  if (wrong) say(at, wrong);
  return !wrong;
}

PlaceNumber GazetteerLoader::find_place(std::string_view id) {
  if (last_number_ != kNoNumber && id == last_id_) return last_number_;
  const auto found = numbers_.find(std::string(id));
  if (found == numbers_.end()) return kNoNumber;
  last_id_ = id;
  return last_number_ = found->second;
}

PlaceNumber GazetteerLoader::place_number(std::string_view id) {
  if (const auto number = find_place(id); number != kNoNumber) return number;
  const auto number = static_cast<PlaceNumber>(gazetteer_.places.size());
  numbers_.emplace(id, number);
  gazetteer_.places.push_back({.id = std::string(id)});
  origins_.push_back({.table = table_});
  last_id_ = id;
  return last_number_ = number;
}

void GazetteerLoader::fill_place(const At& at, PlaceNumber number) {
  const auto cell = [&](Field field) { return at.row.cell(at.columns.column[field]); };
  Place& place = gazetteer_.places[number];
  fill(place.type, cell(kType));
  fill(place.country, cell(kCountry));
  fill(place.wikidata, cell(kWikidata));
  fill(place.geonames, cell(kGeonames));
  if (const auto parent = cell(kParent); !parent.empty() && origins_[number].parent.empty()) {
    origins_[number].parent = parent;
    origins_[number].file = at.table.label();
    origins_[number].line = at.row.line;
  }
  fill(place.family, cell(kFamily));
  if (!place.lat) fill_coordinates(at, place);
}

void GazetteerLoader::fill_coordinates(const At& at, Place& place) {
  const auto lat = at.row.cell(at.columns.column[kLat]);
  const auto lon = at.row.cell(at.columns.column[kLon]);
  if (lat.empty() && lon.empty()) return;
  const auto y = number_in(lat), x = number_in(lon);
  if (y && x && std::abs(*y) <= 90 && std::abs(*x) <= 180) {
    place.lat = y;
    place.lon = x;
  } else {
    say(at, fmt::format("coordinates '{}', '{}' are not degrees within 90 and 180; place kept "
                        "without them: write them as 39.8177 and 46.7528",
                        lat, lon));
  }
}

void GazetteerLoader::add_places(TsvTable table) {
  ++table_;
  warn_of_unknown_columns(table);
  const Columns columns(table);
  TsvRow row;
  while (table.next(row)) {
    const At at{table, columns, row};
    if (!good_row(at)) continue;
    const auto id = row.cell(columns.column[kId]);
    const auto before = gazetteer_.places.size();
    const auto number = place_number(id);
    if (number < before && origins_[number].table == table_) {
      say(at, fmt::format("place '{}' is listed twice in this file; row left out: join the two "
                          "rows or give one another id",
                          id));
      continue;
    }
    origins_[number].table = table_;
    fill_place(at, number);
    fill(gazetteer_.places[number].note, row.cell(columns.column[kNote]));
  }
}

void GazetteerLoader::read_language(const At& at, Name& name) {
  const auto written = at.row.cell(at.columns.column[kLang]);
  LangTag tag = parse_lang_tag(written);
  if (tag.lang.empty() && !written.empty() && written != "und" && written != "mul")
    say(at, fmt::format("'{}' is no language tag; name kept without language: write an ISO 639 "
                        "code such as az or hyw, or nothing",
                        written));
  name.lang = std::move(tag.lang);
  name.script = at.row.cell(at.columns.column[kScript]);
  if (name.script.empty()) name.script = std::move(tag.script);
  if (name.script.empty()) name.script = code_of(script_of(name.text));
}

bool GazetteerLoader::read_name(const At& at, Name& name) {
  const auto cell = [&](Field field) { return at.row.cell(at.columns.column[field]); };
  const auto text = cell(kName);
  const char* wrong = text.empty() ? "empty name; row left out: write the name or delete the row"
                      : text.size() > kMaxNameBytes
                          ? "name over 200 bytes; row left out: is that a description?"
                      : has_control(text) ? "control character in the name; row left out: remove it"
                                          : nullptr;
  if (wrong) {
    say(at, wrong);
    return false;
  }
  name.text = to_nfc(text);
  read_language(at, name);
  name.kind = cell(kKind);  // empty: nobody said
  if (!name.kind.empty() && std::find(kKinds.begin(), kKinds.end(), name.kind) == kKinds.end()) {
    say(at, fmt::format("kind '{}' is not known; taken as variant: use {}", name.kind,
                        fmt::join(kKinds, ", ")));
    name.kind = "variant";
  }
  name.from_year = cell(kFromYear);
  name.to_year = cell(kToYear);
  name.origin = cell(kOrigin);
  name.ambiguous = cell(kAmbiguous);
  name.source = cell(kSource);
  name.attested = cell(kAttested);
  name.note = cell(kNote);
  return true;
}

void GazetteerLoader::add_names(TsvTable table, PlacesOf places) {
  ++table_;
  warn_of_unknown_columns(table);
  const Columns columns(table);
  TsvRow row;
  Name name;
  while (table.next(row)) {
    const At at{table, columns, row};
    if (!good_row(at)) continue;
    const auto id = row.cell(columns.column[kId]);
    const auto known = find_place(id);
    if (places == PlacesOf::listed && known == kNoNumber) {
      say(at, fmt::format("place '{}' is not in the places file; row left out: add the place or "
                          "mend the id",
                          id));
      continue;
    }
    if (!read_name(at, name)) continue;
    name.place = places == PlacesOf::names ? place_number(id) : known;
    const auto key = hash64(name.text, hash64(name.lang, name.place));
    if (const auto [entry, is_new] = seen_.emplace(key, table_); !is_new) {
      // Gazetteers that are joined may well agree; one that repeats itself is a slip.
      if (entry->second == table_)
        say(at, fmt::format("'{}' ({}) is listed twice for '{}'; row left out: delete one",
                            name.text, name.lang.empty() ? "no language" : name.lang, id));
      continue;
    }
    if (places == PlacesOf::names) fill_place(at, name.place);
    gazetteer_.names.push_back(std::move(name));
  }
}

void GazetteerLoader::join_parents() {
  auto& all = gazetteer_.places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& origin = origins_[i];
    if (origin.parent.empty()) continue;
    all[i].parent = find_place(origin.parent);
    if (all[i].parent == kNoNumber)
      say(origin.file, origin.line,
          fmt::format("parent '{}' of '{}' is not a place of this gazetteer; place kept without "
                      "parent: add it or mend the id",
                      origin.parent, all[i].id));
  }
  // Walk up from every place; `walk` says in which walk a place was first met.
  std::vector<std::size_t> walk(all.size(), 0);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (PlaceNumber at = static_cast<PlaceNumber>(i); at != kNoNumber && walk[at] == 0;) {
      walk[at] = i + 1;
      const auto parent = all[at].parent;
      if (parent != kNoNumber && walk[parent] == i + 1) {
        say(origins_[at].file, origins_[at].line,
            fmt::format("'{}' lies within itself by way of its parent '{}'; parent dropped: mend "
                        "parent_place_id",
                        all[at].id, all[parent].id));
        all[at].parent = kNoNumber;
        break;
      }
      at = parent;
    }
  }
}

void GazetteerLoader::group_names() {
  std::vector<std::uint32_t> start(gazetteer_.places.size() + 1, 0);
  for (const auto& name : gazetteer_.names) ++start[name.place + 1];
  for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
  std::vector<Name> grouped(gazetteer_.names.size());
  for (auto& name : gazetteer_.names) grouped[start[name.place]++] = std::move(name);
  gazetteer_.names = std::move(grouped);
}

Gazetteer GazetteerLoader::finish() {
  join_parents();
  group_names();
  gazetteer_.family = families_of(gazetteer_);
  return std::move(gazetteer_);
}

}  // namespace byname
