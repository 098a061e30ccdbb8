#include "places/compiled.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <tuple>
#include <utility>

#include "places/compiled_format.h"
#include "places/name_facts.h"
#include "schemas/error.h"
#include "schemas/hash.h"

namespace byname {

using namespace compiled;

// The mapping and its sections. Every number read from the file is checked
// before it is used as an index: a damaged file throws, whatever the damage.
struct CompiledGazetteer::Rep {
  std::string path;
  const char* data = nullptr;
  std::size_t size = 0;
  const Meta* meta = nullptr;
  std::span<const PlaceRecord> places;
  std::span<const NameRecord> names;
  std::span<const PlaceTraits> place_traits;
  std::span<const NameTraits> name_traits;
  std::span<const std::uint32_t> places_by_id, relations, sound_names, by_length, length_starts;
  std::span<const Slot> form_slots, sound_slots;
  std::span<const FormRecord> forms;
  std::span<const ClassRecord> classes;
  std::span<const EndingRecord> endings;
  std::span<const std::uint64_t> stem_filter, tail_filter, tail_end_filter;
  std::span<const std::uint32_t> languages;
  std::string_view strings, stems;

  ~Rep() {
    if (data) ::munmap(const_cast<char*>(data), size);
  }

  [[noreturn]] void damaged() const {
    throw IndexError(path +
                     ": the compiled gazetteer is damaged; run `indexer rebuild`, or "
                     "`indexer rollback` to return to the generation before");
  }

  void map() {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const auto fail = [&](int error) {
      throw IndexError(path + ": the compiled gazetteer cannot be read (" + std::strerror(error) +
                       "); run `indexer rebuild`");
    };
    if (fd < 0) fail(errno);
    struct stat info {};
    if (::fstat(fd, &info) != 0) {
      const int error = errno;
      ::close(fd);
      fail(error);
    }
    size = static_cast<std::size_t>(info.st_size);
    void* mapped = size < sizeof(Header) || !S_ISREG(info.st_mode)
                       ? MAP_FAILED
                       : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
    const int error = errno;
    ::close(fd);
    if (size < sizeof(Header) || !S_ISREG(info.st_mode)) damaged();
    if (mapped == MAP_FAILED) fail(error);
    data = static_cast<const char*>(mapped);
  }

  const Header& header() const { return *reinterpret_cast<const Header*>(data); }

  template <typename T>
  std::span<const T> section(Section number) const {
    const auto [offset, bytes] = header().extents[number];
    if (offset % 8 != 0 || offset > size || bytes > size - offset || bytes % sizeof(T) != 0)
      damaged();
    return {reinterpret_cast<const T*>(data + offset), bytes / sizeof(T)};
  }

  void open() {
    map();
    const auto& head = header();
    if (head.magic != kMagic) damaged();
    if (head.version != kVersion)
      throw IndexError(path + ": the compiled gazetteer is of version " +
                       std::to_string(head.version) + ", this program reads " +
                       std::to_string(kVersion) + "; run `indexer rebuild`");
    if (head.sections != kSectionCount || head.file_size != size ||
        head.header_hash != hash64(head.hashed()))
      damaged();
    const auto metas = section<Meta>(kMeta);
    if (metas.size() != 1) damaged();
    meta = metas.data();
    places = section<PlaceRecord>(kPlaces);
    names = section<NameRecord>(kNames);
    places_by_id = section<std::uint32_t>(kPlacesById);
    const auto pool = section<char>(kStrings);
    strings = {pool.data(), pool.size()};
    form_slots = section<Slot>(kFormSlots);
    forms = section<FormRecord>(kForms);
    relations = section<std::uint32_t>(kRelations);
    sound_slots = section<Slot>(kSoundSlots);
    sound_names = section<std::uint32_t>(kSoundNames);
    by_length = section<std::uint32_t>(kByLength);
    length_starts = section<std::uint32_t>(kLengthStarts);
    classes = section<ClassRecord>(kClasses);
    endings = section<EndingRecord>(kEndings);
    const auto stem_pool = section<char>(kStems);
    stems = {stem_pool.data(), stem_pool.size()};
    stem_filter = section<std::uint64_t>(kStemFilter);
    tail_filter = section<std::uint64_t>(kTailFilter);
    tail_end_filter = section<std::uint64_t>(kTailEndFilter);
    languages = section<std::uint32_t>(kLanguages);
    place_traits = section<PlaceTraits>(kPlaceTraits);
    name_traits = section<NameTraits>(kNameTraits);
    if (stem_filter.empty() || tail_filter.empty() || tail_end_filter.empty() ||
        languages.size() > kMaxLanguages || meta->longest_tail > kLongestTail)
      damaged();
    if (places_by_id.size() != places.size() || form_slots.empty() || sound_slots.empty() ||
        length_starts.size() != kMaxLetters + 2)
      damaged();
  }

  std::string_view string(std::uint32_t at) const { return string_of(strings, at); }
  std::string_view string_of(std::string_view pool, std::size_t at) const {
    std::size_t length = 0;
    for (int shift = 0;; shift += 7) {
      if (at >= pool.size() || shift > 28) damaged();
      const auto byte = static_cast<unsigned char>(pool[at++]);
      length |= static_cast<std::size_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) break;
    }
    if (length > pool.size() - at) damaged();
    return pool.substr(at, length);
  }
  std::string text(std::uint32_t at) const { return std::string(string(at)); }

  const PlaceRecord& place(PlaceNumber number) const {
    if (number >= places.size()) damaged();
    return places[number];
  }
  const NameRecord& name(NameNumber number) const {
    if (number >= names.size()) damaged();
    return names[number];
  }

  const PlaceTraits& traits(const PlaceRecord& record) const {
    if (record.traits >= place_traits.size()) damaged();
    return place_traits[record.traits];
  }
  const NameTraits& traits(const NameRecord& record) const {
    if (record.traits >= name_traits.size()) damaged();
    return name_traits[record.traits];
  }

  template <typename T>
  std::span<const T> run(std::span<const T> all, std::uint32_t first, std::uint32_t count) const {
    if (first > all.size() || count > all.size() - first) damaged();
    return all.subspan(first, count);
  }

  const Slot* find(std::span<const Slot> slots, std::uint64_t hash) const {
    hash = slot_hash(hash);
    auto at = first_slot(hash, slots.size());
    for (std::uint32_t probe = 0; probe < kMaxProbes; ++probe) {
      const Slot& slot = slots[at];
      if (slot.hash() == hash) return &slot;
      if (slot.hash() == 0) return nullptr;
      if (++at == slots.size()) at = 0;
    }
    damaged();
  }

  static bool passes(std::span<const std::uint64_t> filter, std::uint64_t hash) {
    const std::uint64_t bits = filter_bits(hash);
    return (filter[filter_word(hash, filter.size())] & bits) == bits;
  }

  // Calls visit(bytes of the stem, its hash, hash of the tail) for every division of a key
  // into a stem and what may be a tail, the longest stem first. `before`: the hash of what
  // stands before it, which belongs to the stem.
  template <typename Visit>
  void for_divisions(std::string_view key, Visit&& visit, std::uint64_t before = kEmptyKey) const {
    if (key.empty()) return;
    const std::size_t longest = std::min<std::size_t>(meta->longest_tail, key.size() - 1);
    const std::size_t first = key.size() - longest;
    std::array<std::uint64_t, kLongestTail + 1> beginnings;  // hashes, of `first` bytes and more
    beginnings[0] = roll(before, key.substr(0, first));
    for (std::size_t i = 0; i < longest; ++i)
      beginnings[i + 1] = roll(beginnings[i], key[first + i]);
    visit(key.size(), beginnings[longest], kEmptyKey);
    std::uint64_t tail = kEmptyKey;
    for (std::size_t i = longest; i-- > 0;) {
      tail = roll(tail, key[first + i]);
      if ((static_cast<unsigned char>(key[first + i]) & 0xc0) == 0x80) continue;
      // Most words end like no tail after a letter or two.
      if (!passes(tail_end_filter, tail)) return;
      if (passes(tail_filter, tail)) visit(first + i, beginnings[i], tail);
    }
  }

  // Appends the forms that the records of a stem make of a key.
  void append_forms(std::string_view key, std::size_t stem, std::uint32_t where,
                    std::uint64_t tail_hash, Texts texts, std::vector<FormEntry>& out) const {
    const std::string_view tail = key.substr(stem);
    const auto hash = static_cast<std::uint32_t>(tail_hash >> 32);
    std::uint32_t number = 0xffffffff;  // of the class in hand
    std::span<const EndingRecord> of_class, fitting;
    for (std::size_t i = where & ~kPrefixFlag;; ++i) {
      if (i >= forms.size()) damaged();
      const FormRecord& record = forms[i];
      if (record.number_of_class() != number) {
        number = record.number_of_class();
        if (number >= classes.size()) damaged();
        const ClassRecord& way = classes[number];
        of_class = run(endings, way.first, way.count);
        if ((way.texts & texts) == 0) of_class = {};
        const auto begin = std::lower_bound(
            of_class.begin(), of_class.end(), hash,
            [](const EndingRecord& ending, std::uint32_t wanted) { return ending.hash < wanted; });
        auto end = begin;
        while (end != of_class.end() && end->hash == hash) ++end;
        fitting = {begin, end};
      }
      for (const EndingRecord& ending : fitting)
        if (string(ending.tail) == tail) out.push_back(entry(key, stem, record, ending));
      if ((record.packed & kLastFlag) != 0) return;
    }
  }

  FormEntry entry(std::string_view key, std::size_t stem, const FormRecord& record,
                  const EndingRecord& ending) const {
    if (record.name() >= names.size() || record.place >= places.size() ||
        ending.packed >> 8 > static_cast<std::uint32_t>(MentionKind::rejected))
      damaged();
    FormEntry made{.name = record.name(),
                   .place = record.place,
                   .kind = static_cast<MentionKind>(ending.packed >> 8),
                   .is_name = ending.has(kIsName),
                   .lower_case = ending.has(kLowerCase),
                   .joined = (record.packed & kJoined) != 0,
                   .marked = record.marks};
    if ((record.way & kOwnMarks) != 0) return made;
    std::uint64_t marked = 0;
    if ((record.way & kPlainStem) != 0 && ending.has(kPlainTail)) {
      marked = hash64(key);
    } else {
      const std::string_view beginning =
          (record.way & kPlainStem) != 0 ? key.substr(0, stem) : string_of(stems, record.marks);
      const std::string_view rest = string(ending.marked);
      std::array<char, 256> form;
      if (beginning.size() + rest.size() <= form.size()) {
        std::copy(rest.begin(), rest.end(),
                  std::copy(beginning.begin(), beginning.end(), form.begin()));
        marked = hash64({form.data(), beginning.size() + rest.size()});
      } else {
        marked = hash64(std::string(beginning).append(rest));
      }
    }
    made.marked = static_cast<std::uint32_t>(marked);
    return made;
  }

  std::vector<PlaceNumber> numbers(std::uint32_t first, std::uint32_t count) const {
    const auto some = run(relations, first, count);
    for (const auto number : some)
      if (number >= places.size()) damaged();
    return {some.begin(), some.end()};
  }
};

CompiledGazetteer::CompiledGazetteer(const std::filesystem::path& path)
    : rep_(std::make_unique<Rep>()) {
  rep_->path = path.string();
  rep_->open();
}
CompiledGazetteer::~CompiledGazetteer() = default;
CompiledGazetteer::CompiledGazetteer(CompiledGazetteer&&) noexcept = default;
CompiledGazetteer& CompiledGazetteer::operator=(CompiledGazetteer&&) noexcept = default;

std::size_t CompiledGazetteer::place_count() const { return rep_->places.size(); }
std::size_t CompiledGazetteer::name_count() const { return rep_->names.size(); }

Place CompiledGazetteer::place(PlaceNumber number) const {
  const auto& record = rep_->place(number);
  const auto& traits = rep_->traits(record);
  Place place;
  place.id = rep_->text(record.id);
  place.type = rep_->text(traits.type);
  if (!std::isnan(record.lat)) place.lat = record.lat;
  if (!std::isnan(record.lon)) place.lon = record.lon;
  place.country = rep_->text(traits.country);
  if (record.parent < rep_->places.size()) place.parent = record.parent;
  place.wikidata = rep_->text(record.wikidata);
  place.geonames = rep_->text(record.geonames);
  place.family = rep_->text(traits.family_word);
  place.note = rep_->text(traits.note);
  return place;
}

std::string CompiledGazetteer::place_id(PlaceNumber number) const {
  return rep_->text(rep_->place(number).id);
}

Name CompiledGazetteer::name(NameNumber number) const {
  const auto& record = rep_->name(number);
  const auto& traits = rep_->traits(record);
  return {.place = place_of(number),
          .text = rep_->text(record.text),
          .lang = rep_->text(traits.lang),
          .script = rep_->text(traits.script),
          .kind = rep_->text(traits.kind),
          .from_year = rep_->text(traits.from_year),
          .to_year = rep_->text(traits.to_year),
          .ambiguous = rep_->text(traits.ambiguous),
          .source = rep_->text(traits.source),
          .attested = rep_->text(traits.attested),
          .origin = rep_->text(traits.origin),
          .note = rep_->text(traits.note)};
}

PlaceNumber CompiledGazetteer::place_of(NameNumber number) const {
  const auto place = rep_->name(number).place;
  if (place >= rep_->places.size()) rep_->damaged();
  return place;
}

std::string CompiledGazetteer::ambiguity_of(NameNumber number) const {
  return rep_->text(rep_->traits(rep_->name(number)).ambiguous);
}

std::string CompiledGazetteer::lang_of(NameNumber number) const {
  return rep_->text(rep_->traits(rep_->name(number)).lang);
}

std::pair<NameNumber, NameNumber> CompiledGazetteer::names_of(PlaceNumber number) const {
  const auto [first, count] = rep_->place(number).names;
  rep_->run(rep_->names, first, count);
  return {first, first + count};
}

std::optional<PlaceNumber> CompiledGazetteer::find_place(std::string_view id) const {
  const auto& order = rep_->places_by_id;
  const auto found =
      std::lower_bound(order.begin(), order.end(), id, [this](PlaceNumber place, auto wanted) {
        return rep_->string(rep_->place(place).id) < wanted;
      });
  if (found == order.end() || rep_->string(rep_->place(*found).id) != id) return std::nullopt;
  return *found;
}

std::string CompiledGazetteer::shown_name(PlaceNumber number, std::string_view lang) const {
  const auto [first, end] = names_of(number);
  std::optional<NameNumber> any;
  std::optional<NameNumber> informal;  // the language's first name, if only such are there: U.S.A.
  for (auto i = first; i < end; ++i) {
    const auto& record = rep_->name(i);
    const auto& traits = rep_->traits(record);
    const auto kind = rep_->string(traits.kind);
    if (kind == "adjective" || kind == "demonym" || kind == "abbreviation") continue;
    if (!any) any = i;
    if (rep_->string(traits.lang) != lang) continue;
    if (kind == "official" || kind == "endonym" || kind == "exonym") return rep_->text(record.text);
    if (!informal) informal = i;
  }
  if (informal) any = informal;
  return any ? rep_->text(rep_->name(*any).text) : place_id(number);
}

namespace {

// The order of forms(), each once.
void put_in_order(std::vector<FormEntry>& entries) {
  if (entries.size() < 2) return;
  const auto order = [](const FormEntry& e) {
    return std::tuple(!e.is_name, e.joined, e.kind, e.name, e.marked, e.lower_case);
  };
  std::sort(entries.begin(), entries.end(),
            [&](const FormEntry& a, const FormEntry& b) { return order(a) < order(b); });
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
}

bool has_run(std::uint32_t where) { return (where & ~kPrefixFlag) != kNoRun; }

}  // namespace

bool CompiledGazetteer::forms(std::string_view key, std::vector<FormEntry>& out,
                              Texts texts) const {
  out.clear();
  bool is_prefix = false;
  rep_->for_divisions(key, [&](std::size_t stem, std::uint64_t stem_hash, std::uint64_t tail) {
    if (!Rep::passes(rep_->stem_filter, stem_hash)) return;
    const Slot* slot = rep_->find(rep_->form_slots, stem_hash);
    if (!slot) return;
    if (stem == key.size()) is_prefix = (slot->where & kPrefixFlag) != 0;
    if (has_run(slot->where)) rep_->append_forms(key, stem, slot->where, tail, texts, out);
  });
  put_in_order(out);
  return is_prefix;
}

bool CompiledGazetteer::forms(const Scouted& scouted, std::size_t token, std::string_view term,
                              std::vector<FormEntry>& out, Texts texts) const {
  out.clear();
  bool is_prefix = false;
  if (!scouted.may_begin(token)) return false;
  for (std::size_t i = scouted.first[token] - 1;
       i < scouted.stems.size() && scouted.stems[i].token == token; ++i) {
    const Scouted::Stem& stem = scouted.stems[i];
    if (stem.bytes == term.size()) is_prefix = (stem.where & kPrefixFlag) != 0;
    if (has_run(stem.where))
      rep_->append_forms(term, stem.bytes, stem.where, stem.tail, texts, out);
  }
  put_in_order(out);
  return is_prefix;
}

std::size_t CompiledGazetteer::shortest_stem(std::string_view word) const {
  std::uint64_t hash = kEmptyKey;
  for (std::size_t i = 0; i < word.size(); ++i) {
    hash = roll(hash, word[i]);
    if (!Rep::passes(rep_->stem_filter, hash)) continue;
    const Slot* slot = rep_->find(rep_->form_slots, hash);
    if (slot && has_run(slot->where)) return i + 1;
  }
  return 0;
}

// Several rounds, over fewer and fewer stems; each asks for the memory that the next one
// reads. Then the same for pairs of words, whose entries are only brought near.
void CompiledGazetteer::scout(const TokenStream& stream, Scouted& scouted) const {
  const auto& filter = rep_->stem_filter;
  const auto& slots = rep_->form_slots;
  auto& stems = scouted.stems;
  auto& pairs = scouted.pairs;
  const std::size_t tokens = stream.tokens.size();
  scouted.hashes.resize(tokens);
  scouted.first.resize(tokens);
  if (tokens > 0) std::memset(scouted.first.data(), 0, tokens * sizeof scouted.first[0]);
  scouted.sighted.clear();
  const auto collect = [&](std::vector<Scouted::Stem>& into, std::uint32_t token,
                           std::string_view term, std::uint64_t before) {
    rep_->for_divisions(
        term,
        [&](std::size_t bytes, std::uint64_t hash, std::uint64_t tail) {
          __builtin_prefetch(&filter[filter_word(hash, filter.size())]);
          into.push_back({token, static_cast<std::uint32_t>(bytes), hash, tail, kNoRun});
        },
        before);
  };
  const auto sift = [&](std::vector<Scouted::Stem>& all) {
    std::size_t left = 0;
    for (const Scouted::Stem& stem : all) {
      if (!Rep::passes(filter, stem.hash)) continue;
      __builtin_prefetch(&slots[first_slot(slot_hash(stem.hash), slots.size())]);
      all[left++] = stem;
    }
    all.resize(left);
  };
  const auto look_up = [&](Scouted::Stem& stem) {
    const Slot* slot = rep_->find(slots, stem.hash);
    if (!slot) return false;
    stem.where = slot->where;
    if (has_run(stem.where) && (stem.where & ~kPrefixFlag) < rep_->forms.size())
      __builtin_prefetch(&rep_->forms[stem.where & ~kPrefixFlag]);
    return true;
  };
  const auto sight = [&](const Scouted::Stem& stem) {
    const std::size_t run = stem.where & ~kPrefixFlag;
    if (run >= rep_->forms.size()) return;
    const FormRecord& record = rep_->forms[run];
    if (record.name() < rep_->names.size() && record.place < rep_->places.size())
      scouted.sighted.push_back({record.name(), record.place});
  };

  stems.clear();
  for (std::uint32_t i = 0; i < tokens; ++i) {
    const std::size_t whole = stems.size();
    const std::string_view term = stream.term(i);
    collect(stems, i, term, kEmptyKey);
    scouted.hashes[i] = term.empty() ? kEmptyKey : stems[whole].hash;
  }
  sift(stems);
  pairs.clear();
  std::size_t left = 0;
  for (Scouted::Stem& stem : stems) {
    if (!look_up(stem)) continue;
    const bool is_prefix =
        (stem.where & kPrefixFlag) != 0 && stem.bytes == stream.tokens[stem.token].term_length;
    if (!has_run(stem.where) && !is_prefix) continue;
    if (is_prefix && stem.token + 1 < tokens)
      collect(pairs, stem.token, stream.term(stem.token + 1), roll(stem.hash, ' '));
    if (scouted.first[stem.token] == 0)
      scouted.first[stem.token] = static_cast<std::uint32_t>(left + 1);
    stems[left++] = stem;
  }
  stems.resize(left);
  sift(pairs);
  for (Scouted::Stem& pair : pairs) look_up(pair);
  for (const Scouted::Stem& stem : stems) sight(stem);
  for (const Scouted::Stem& pair : pairs) sight(pair);
}

Texts CompiledGazetteer::texts_in(std::string_view lang) const {
  const auto& languages = rep_->languages;
  const auto found = std::find(languages.begin(), languages.end(), packed_lang(lang));
  return found == languages.end() ? kTextsInOtherLanguages
                                  : Texts{1} << (found - languages.begin());
}

bool CompiledGazetteer::is_prefix(std::uint64_t key_hash) const {
  if (!Rep::passes(rep_->stem_filter, key_hash)) return false;
  const Slot* slot = rep_->find(rep_->form_slots, key_hash);
  return slot && (slot->where & kPrefixFlag) != 0;
}

std::size_t CompiledGazetteer::longest_key() const { return rep_->meta->longest_key; }

std::vector<PlaceNumber> CompiledGazetteer::family(PlaceNumber number) const {
  const auto& place = rep_->place(number);
  return rep_->numbers(place.relations, rep_->traits(place).family);
}

std::vector<PlaceNumber> CompiledGazetteer::contained(PlaceNumber number) const {
  const auto& place = rep_->place(number);
  const auto& traits = rep_->traits(place);
  if (traits.family > rep_->relations.size()) rep_->damaged();
  return rep_->numbers(place.relations + traits.family, traits.contained);
}

void CompiledGazetteer::names_by_sound(std::string_view key, std::vector<NameNumber>& out) const {
  out.clear();
  const Slot* slot = rep_->find(rep_->sound_slots, hash64(key));
  if (!slot) return;
  for (std::size_t i = slot->where;; ++i) {
    if (i >= rep_->sound_names.size()) rep_->damaged();
    const auto name = rep_->sound_names[i] & ~kLastFlag;
    if (name >= rep_->names.size()) rep_->damaged();
    out.push_back(name);
    if ((rep_->sound_names[i] & kLastFlag) != 0) return;
  }
}

std::string_view CompiledGazetteer::text_of(NameNumber number) const {
  return rep_->string(rep_->name(number).text);
}

std::string_view CompiledGazetteer::folded(NameNumber number) const {
  return rep_->string(rep_->name(number).folded);
}

std::span<const NameNumber> CompiledGazetteer::names_by_length(std::size_t from,
                                                               std::size_t to) const {
  from = std::min<std::size_t>(from, kMaxLetters);
  to = std::min<std::size_t>(to, kMaxLetters);
  if (from > to) return {};
  const auto first = rep_->length_starts[from], end = rep_->length_starts[to + 1];
  if (first > end) rep_->damaged();
  return rep_->run(rep_->by_length, first, end - first);
}

std::string CompiledGazetteer::hash() const {
  const auto& hash = rep_->meta->gazetteer_hash;
  return {hash.begin(), hash.end()};
}

std::string CompiledGazetteer::fingerprint() const {
  const auto& fingerprint = rep_->meta->fingerprint;
  return {fingerprint.begin(), fingerprint.end()};
}

void CompiledGazetteer::verify() const {
  const auto& head = rep_->header();
  std::uint64_t hash = 0;
  for (const auto& [offset, bytes] : head.extents) {
    const auto padded = (bytes + 7) / 8 * 8;
    if (offset > rep_->size || padded > rep_->size - offset) rep_->damaged();
    hash = hash64({rep_->data + offset, padded}, hash);
  }
  if (hash != head.content_hash) rep_->damaged();
}

}  // namespace byname
