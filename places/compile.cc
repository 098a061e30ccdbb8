// compile_gazetteer(): places/compiled.h.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "places/compiled.h"
#include "places/compiled_format.h"
#include "places/form_table.h"
#include "places/gazetteer.h"
#include "places/key_hash.h"
#include "places/name_facts.h"
#include "places/paradigm.h"
#include "places/relations.h"
#include "places/sound.h"
#include "schemas/error.h"
#include "schemas/hash.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname {
namespace {

using namespace compiled;

// Sections that could not be addressed by 32 bits end the work.
std::uint32_t u32(std::size_t value) {
  if (value > std::numeric_limits<std::uint32_t>::max())
    throw InputError("the gazetteer is too large (over 4 GiB of names or forms); split it");
  return static_cast<std::uint32_t>(value);
}

class StringPool {
 public:
  StringPool() { add_new(""); }
  std::uint32_t add(const std::string& text) {
    const auto [entry, is_new] = offsets_.try_emplace(text, 0);
    if (is_new) entry->second = add_new(text);
    return entry->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::uint32_t add_new(std::string_view text) {
    const auto offset = u32(bytes_.size());
    append_string(bytes_, text);
    return offset;
  }

  std::string bytes_;
  std::unordered_map<std::string, std::uint32_t> offsets_{{"", 0}};
};

// Records that many share: each once, by its number.
template <typename Record>
class Shared {
 public:
  std::uint32_t add(const Record& record) {
    const auto [entry, is_new] = numbers_.try_emplace(record, u32(records_.size()));
    if (is_new) records_.push_back(record);
    return entry->second;
  }
  const std::vector<Record>& records() const { return records_; }

 private:
  std::map<Record, std::uint32_t> numbers_;
  std::vector<Record> records_;
};

struct SoundTable {
  std::vector<Slot> slots;
  std::vector<NameNumber> names;
};

SoundTable sound_table(const Gazetteer& gazetteer, const std::vector<std::string>& keys) {
  std::vector<std::pair<std::uint64_t, NameNumber>> pairs;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (gazetteer.names[i].kind == "abbreviation" || gazetteer.names[i].ambiguous == "abbreviation")
      continue;
    std::string word = keys[i];
    std::erase(word, ' ');
    const auto add = [&](const std::string& key) {
      pairs.emplace_back(slot_hash(hash64(key)), static_cast<NameNumber>(i));
    };
    // Words that agree in their vowelled keys agree in these as well, so that the others are
    // asked for only where these are too short to be.
    bool short_too = false;
    for (const auto& key : sound_keys(word)) {
      if (consonants(key) >= 3) add(key);
      short_too = short_too || consonants(key) < 3;
    }
    if (short_too)
      for (const auto& key : vowelled_keys(word)) add(key);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  SlotTable table(pairs.size());
  std::vector<NameNumber> names;
  for (std::size_t i = 0; i < pairs.size();) {
    table.put(pairs[i].first, run_at(i));
    const auto hash = pairs[i].first;
    for (; i < pairs.size() && pairs[i].first == hash; ++i) {
      const bool last = i + 1 == pairs.size() || pairs[i + 1].first != hash;
      names.push_back(pairs[i].second | (last ? kLastFlag : 0));
    }
  }
  return {table.slots(), std::move(names)};
}

struct LengthTable {
  std::vector<NameNumber> names;
  std::vector<std::uint32_t> starts;
};

// One name a folded text, the first, by number of letters.
LengthTable length_table(const std::vector<std::string>& keys) {
  std::vector<std::vector<NameNumber>> by_letters(kMaxLetters + 1);
  std::unordered_map<std::string_view, bool> met;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (met.emplace(keys[i], true).second)
      by_letters[std::min<std::size_t>(count_code_points(keys[i]), kMaxLetters)].push_back(
          static_cast<NameNumber>(i));
  LengthTable table;
  for (const auto& names : by_letters) {
    table.starts.push_back(u32(table.names.size()));
    table.names.insert(table.names.end(), names.begin(), names.end());
  }
  table.starts.push_back(u32(table.names.size()));
  return table;
}

struct ClassTable {
  std::vector<ClassRecord> classes;
  std::vector<EndingRecord> endings;
};

ClassTable class_table(const FormTable& forms, StringPool& strings) {
  ClassTable table;
  for (const EndingClass* way : forms.classes()) {
    const std::size_t first = table.endings.size();
    for (const Ending& ending : way->endings)
      table.endings.push_back(
          {static_cast<std::uint32_t>(tail_hash(ending.tail) >> 32), strings.add(ending.tail),
           strings.add(ending.marked),
           static_cast<std::uint32_t>(ending.kind) << 8 | (ending.is_name ? kIsName : 0U) |
               (ending.lower_case ? kLowerCase : 0U) | (ending.plain ? kPlainTail : 0U)});
    std::stable_sort(table.endings.begin() + static_cast<std::ptrdiff_t>(first),
                     table.endings.end(),
                     [](const EndingRecord& a, const EndingRecord& b) { return a.hash < b.hash; });
    table.classes.push_back({u32(first), u32(table.endings.size() - first), way->texts});
  }
  return table;
}

// How many were appended.
std::uint32_t append(std::vector<PlaceNumber>& all, const std::vector<PlaceNumber>& some) {
  all.insert(all.end(), some.begin(), some.end());
  return u32(some.size());
}

// Gathers the sections, then writes header and sections at one go.
class FileBuilder {
 public:
  template <typename T>
  void set(Section section, const std::vector<T>& records) {
    sections_[section].assign(reinterpret_cast<const char*>(records.data()),
                              records.size() * sizeof(T));
  }
  void set(Section section, std::string bytes) { sections_[section] = std::move(bytes); }

  void write(const std::filesystem::path& path) {
    Header header{};
    header.magic = kMagic;
    header.version = kVersion;
    header.sections = kSectionCount;
    std::uint64_t offset = sizeof(Header);
    for (std::size_t i = 0; i < kSectionCount; ++i) {
      header.extents[i] = {offset, sections_[i].size()};
      sections_[i].resize((sections_[i].size() + 7) / 8 * 8);
      offset += sections_[i].size();
      header.content_hash = hash64(sections_[i], header.content_hash);
    }
    header.file_size = offset;
    header.header_hash = hash64(header.hashed());

    const auto fail = [&](int error) {
      throw IndexError(path.string() + ": cannot be written (" + std::strerror(error) +
                       "); make room or check the folder's permissions");
    };
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"),
                                                         &std::fclose);
    if (!file) fail(errno);
    const auto put = [&](const void* data, std::size_t bytes) {
      if (std::fwrite(data, 1, bytes, file.get()) != bytes) fail(errno);
    };
    put(&header, sizeof header);
    for (const auto& section : sections_) put(section.data(), section.size());
    if (std::fclose(file.release()) != 0) fail(errno);
  }

 private:
  std::array<std::string, kSectionCount> sections_;
};

}  // namespace

std::string compiled_fingerprint(const Gazetteer& gazetteer) {
  std::uint64_t hash = kVersion;
  for (const auto& part : {gazetteer_hash(gazetteer), grammar_fingerprint(), analyzer_fingerprint(),
                           sound_fingerprint()})
    hash = hash64(part, hash);
  // What is only shown is in no hash of meaning, yet a copy must have it.
  for (const auto& place : gazetteer.places)
    for (const auto* text : {&place.family, &place.wikidata, &place.geonames, &place.note})
      hash = hash64(*text, hash);
  for (const auto& name : gazetteer.names)
    for (const auto* text : {&name.source, &name.attested, &name.note}) hash = hash64(*text, hash);
  return hex16(hash);
}

void compile_gazetteer(const Gazetteer& gazetteer, const std::filesystem::path& path) {
  if (gazetteer.names.size() >= kMaxNames)
    throw InputError("the gazetteer has over 33 million names; split it");
  StringPool strings;
  std::vector<std::string> keys;
  std::vector<NameRecord> names;
  Shared<NameTraits> name_traits;
  for (std::size_t i = 0; i < gazetteer.names.size(); ++i) {
    const auto& name = gazetteer.names[i];
    const auto& key = keys.emplace_back(fold(name.text));
    const NameTraits traits{strings.add(name.lang),    strings.add(name.script),
                            strings.add(name.kind),    strings.add(name.from_year),
                            strings.add(name.to_year), strings.add(name.ambiguous),
                            strings.add(name.source),  strings.add(name.attested),
                            strings.add(name.origin),  strings.add(name.note)};
    names.push_back(
        {name.place, strings.add(name.text), strings.add(key), name_traits.add(traits)});
  }
  const auto forms = all_forms(gazetteer);

  const auto contained = contained_of(gazetteer, keys);
  std::vector<PlaceNumber> relations;
  std::vector<PlaceRecord> places;
  Shared<PlaceTraits> place_traits;
  std::size_t next_name = 0;
  for (std::size_t i = 0; i < gazetteer.places.size(); ++i) {
    const auto& place = gazetteer.places[i];
    PlaceRecord& out = places.emplace_back();
    out.lat = place.lat.value_or(std::nan(""));
    out.lon = place.lon.value_or(std::nan(""));
    out.id = strings.add(place.id);
    out.wikidata = strings.add(place.wikidata);
    out.geonames = strings.add(place.geonames);
    out.parent = place.parent;
    out.names.first = u32(next_name);
    while (next_name < gazetteer.names.size() && gazetteer.names[next_name].place == i) ++next_name;
    out.names.count = u32(next_name - out.names.first);
    out.relations = u32(relations.size());
    PlaceTraits traits{.type = strings.add(place.type),
                       .country = strings.add(place.country),
                       .note = strings.add(place.note),
                       .family_word = strings.add(place.family),
                       .family = 0,
                       .contained = 0};
    if (i < gazetteer.family.size()) traits.family = append(relations, gazetteer.family[i]);
    traits.contained = append(relations, contained[i]);
    out.traits = place_traits.add(traits);
  }
  std::vector<PlaceNumber> by_id(gazetteer.places.size());
  std::iota(by_id.begin(), by_id.end(), 0);
  std::sort(by_id.begin(), by_id.end(), [&](PlaceNumber a, PlaceNumber b) {
    return gazetteer.places[a].id < gazetteer.places[b].id;
  });

  Meta meta{};
  const auto hash = gazetteer_hash(gazetteer);
  std::copy_n(hash.begin(), std::min(hash.size(), meta.gazetteer_hash.size()),
              meta.gazetteer_hash.begin());
  const auto fingerprint = compiled_fingerprint(gazetteer);
  std::copy_n(fingerprint.begin(), std::min(fingerprint.size(), meta.fingerprint.size()),
              meta.fingerprint.begin());
  meta.longest_key = u32(forms.longest_key());
  meta.longest_tail = u32(forms.longest_tail());
  const auto classes = class_table(forms, strings);
  std::vector<std::uint32_t> languages;
  for (const auto& lang : text_languages()) languages.push_back(packed_lang(lang));
  const auto sounds = sound_table(gazetteer, keys);
  const auto lengths = length_table(keys);

  FileBuilder file;
  file.set(kMeta, std::vector{meta});
  file.set(kPlaces, places);
  file.set(kNames, names);
  file.set(kPlacesById, by_id);
  file.set(kStrings, strings.bytes());
  file.set(kFormSlots, forms.slots());
  file.set(kForms, forms.records());
  file.set(kRelations, relations);
  file.set(kSoundSlots, sounds.slots);
  file.set(kSoundNames, sounds.names);
  file.set(kByLength, lengths.names);
  file.set(kLengthStarts, lengths.starts);
  file.set(kClasses, classes.classes);
  file.set(kEndings, classes.endings);
  file.set(kStems, forms.stems());
  file.set(kStemFilter, forms.stem_filter());
  file.set(kTailFilter, forms.tail_filter());
  file.set(kTailEndFilter, forms.tail_end_filter());
  file.set(kLanguages, languages);
  file.set(kPlaceTraits, place_traits.records());
  file.set(kNameTraits, name_traits.records());
  file.write(path);
}

}  // namespace byname
