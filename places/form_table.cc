#include "places/form_table.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <set>
#include <thread>
#include <unordered_map>

#include "places/code_points.h"
#include "places/key_hash.h"
#include "places/paradigm.h"
#include "schemas/error.h"
#include "schemas/hash.h"
#include "text/scanner.h"

namespace byname::compiled {
namespace {

// Whether folding would change marks here: ASCII and Georgian have none, Cyrillic
// only ё and letters that bear an accent. By the bytes, for the gazetteer may be
// wrong about the script.
bool may_bear_marks(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const unsigned lead = byte(i);
    if (lead < 0x80) continue;
    const unsigned next = byte(i + 1);
    if (lead == 0xE1 && (next == 0x82 || next == 0x83)) {  // Georgian
      i += 2;
    } else if (lead == 0xD0 && next != 0x80 && next != 0x81 && next != 0x8D) {  // but not Ѐ Ё Ѝ
      ++i;
    } else if (lead == 0xD1 && next < 0xA0 && next != 0x90 && next != 0x91 && next != 0x9D) {
      ++i;  // but not ѐ ё ѝ
    } else {
      return true;
    }
  }
  return false;
}

MentionKind kind_of_name(const Name& name) {
  return name.kind == "adjective" ? MentionKind::adjective
         : name.kind == "demonym" ? MentionKind::demonym
                                  : MentionKind::name;
}

// Adjectives and demonyms are listed in the letter case in which they are written.
bool begins_small(std::string_view text) {
  return text.empty() || !is_upper_letter(code_point_at(text, 0).value);
}

std::uint32_t low_half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }

std::string marks_of(std::string_view text, std::string_view key) {
  return may_bear_marks(text) ? fold_keeping_marks(text) : std::string(key);
}

bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// What all of these begin with, in bytes; no character is divided.
std::size_t common_beginning(const std::vector<std::string>& texts) {
  std::size_t length = texts.front().size();
  for (const std::string& text : texts)
    length = static_cast<std::size_t>(
        std::mismatch(text.begin(),
                      text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), length)),
                      texts.front().begin())
            .first -
        text.begin());
  const auto divides = [&](const std::string& text) {
    return text.size() > length && goes_on(text[length]);
  };
  while (length > 0 && std::any_of(texts.begin(), texts.end(), divides)) --length;
  return length;
}

// The language in which a name without language is inflected where the text's has no
// grammar for its script.
std::string_view usual_language(std::string_view script) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kUsual{
      {{"Armn", "hy"}, {"Geor", "ka"}, {"Cyrl", "ru"}, {"Arab", "fa"}}};
  for (const auto& [known, lang] : kUsual)
    if (known == script) return lang;
  return "";
}

struct Reading {
  std::string lang{};
  std::uint32_t texts = kAllTexts;
};

// How names without language in this script are inflected, by the text's language.
std::vector<Reading> readings_of(std::string_view script) {
  const std::vector<std::string> all = text_languages();
  const std::vector<std::string> here = grammar_languages(script);
  const auto writes = [&](const std::string& lang) {
    return std::find(here.begin(), here.end(), lang) != here.end();
  };
  std::vector<Reading> readings;
  for (std::size_t bit = 0; bit < all.size(); ++bit) {
    if (!writes(all[bit])) continue;
    std::uint32_t texts = 1U << bit;
    // Whether a text is in Eastern or Western Armenian is not always to be told.
    for (std::size_t other = 0; script == "Armn" && other < all.size(); ++other)
      if (writes(all[other])) texts |= 1U << other;
    if (all[bit] == usual_language(script)) {
      texts |= kOtherTexts;
      for (std::size_t other = 0; other < all.size(); ++other)
        if (!writes(all[other])) texts |= 1U << other;
    }
    readings.push_back({all[bit], texts});
  }
  return readings;
}

// Puts the forms of names into a table, one name after the other.
class NameForms {
 public:
  explicit NameForms(FormTable& table) : table_(table) {}

  void add(const Name& name, NameNumber number) {
    scan(name.text, stream_);
    tokens_ = stream_.tokens.size();
    if (tokens_ == 0) return;  // nothing but signs
    name_ = {number, name.place};
    key_.clear();
    joined_.clear();
    for (std::size_t i = 0; i < tokens_; ++i) {
      if (i > 0) {
        table_.add_prefix(key_);
        key_ += ' ';
      }
      key_ += stream_.term(i);
      joined_ += stream_.term(i);
    }
    table_.note_tokens(tokens_);
    marked_ = marks_of(name.text, key_);
    kind_ = kind_of_name(name);
    small_ = kind_ != MentionKind::name && begins_small(name.text);
    // Hyphens get lost from inflected forms too (Bergkarabachs), blanks hardly ever.
    hyphen_ = name.text.find('-') != std::string::npos;
    if (name.kind == "abbreviation") {
      add_itself();
    } else if (name.lang.empty()) {
      add_itself();
      const auto [known, unknown] = readings_.try_emplace(name.script);
      if (unknown) known->second = readings_of(name.script);
      for (const Reading& reading : known->second)
        inflect(name, reading.lang, {.with_name = false, .texts = reading.texts});
    } else if (!inflect(name, name.lang, {})) {
      add_itself();
    }
  }

 private:
  struct How {
    bool with_name = true;  // the class has the name itself
    std::uint32_t texts = kAllTexts;
  };

  // Ends as a table has them.
  struct Stemmed {
    bool usable = false;
    std::uint32_t number = 0;               // of the class
    std::string own_key{}, own_marked{};    // of the end that is replaced
    std::size_t cut = 0, marked_cut = 0;    // bytes of them that are not the stem's
    bool plain = false;                     // no marks in it
    std::vector<std::string> beginnings{};  // of the tails, up to a blank
    std::size_t more_tokens = 0;
  };

  void add_itself() {
    const FormRecord record = own_record();
    table_.add_stem(key_, record);
    if (tokens_ > 1) add_itself_joined();
  }
  void add_itself_joined() {
    FormRecord record = own_record();
    record.packed |= kJoined;
    table_.add_stem(joined_, record);
  }
  FormRecord own_record() {
    const std::uint32_t way = table_.class_number(
        {kAllTexts, {{.kind = kind_, .is_name = true, .lower_case = small_, .plain = true}}});
    return {name_.number, way | kOwnMarks, low_half(hash64(marked_)), name_.place};
  }

  // Whether the name itself is among what was added.
  bool inflect(const Name& name, std::string_view lang, const How& how) {
    const Ends* ends = ends_.of(name.text, lang, kind_);
    if (ends != nullptr && ends->forms.empty()) return false;
    if (ends != nullptr && add_by_stem(stemmed(*ends, how), how)) return how.with_name;
    for (const Form& form : forms_of(name.text, lang, kind_)) {
      const Ending ending{
          .kind = form.kind, .lower_case = small_ || form.lower_case, .plain = true};
      table_.add(name_, form.text, {how.texts, {ending}}, hyphen_);
    }
    return false;
  }

  bool add_by_stem(const Stemmed& stemmed, const How& how) {
    const auto has = [&](const std::string& key) {
      return key.ends_with(stemmed.own_key) && key.size() > stemmed.cut;
    };
    const bool joins = hyphen_ && tokens_ > 1;
    if (!stemmed.usable || !has(key_) || !marked_.ends_with(stemmed.own_marked) ||
        (hyphen_ && !stemmed.beginnings.empty()) || (joins && !has(joined_)))
      return false;
    const std::string_view stem = std::string_view(key_).substr(0, key_.size() - stemmed.cut);
    const std::string_view marked =
        std::string_view(marked_).substr(0, marked_.size() - stemmed.marked_cut);
    const bool plain = stemmed.plain && marked_ == key_;
    FormRecord record{name_.number, stemmed.number | (plain ? kPlainStem : 0), 0, name_.place};
    if (!plain) record.marks = table_.marked_stem(marked);
    table_.add_stem(stem, record);
    for (const std::string& beginning : stemmed.beginnings)
      table_.add_prefix(std::string(stem) + beginning);
    table_.note_tokens(tokens_ + stemmed.more_tokens);
    if (joins) {
      record = {name_.number | kJoined, stemmed.number, table_.marked_stem(marked), name_.place};
      table_.add_stem(std::string_view(joined_).substr(0, joined_.size() - stemmed.cut), record);
      if (!how.with_name) return true;
    } else if (tokens_ > 1 && how.with_name) {
      add_itself_joined();
    }
    return true;
  }

  const Stemmed& stemmed(const Ends& ends, const How& how) {
    const auto [known, unknown] =
        stemmed_.try_emplace(std::tuple(&ends, how.texts, how.with_name, kind_, small_));
    if (unknown) known->second = make_stemmed(ends, how);
    return known->second;
  }

  Stemmed make_stemmed(const Ends& ends, const How& how) {
    Stemmed made{.own_key = fold(ends.own)};
    made.own_marked = marks_of(ends.own, made.own_key);
    std::vector<std::string> keys{made.own_key}, marked{made.own_marked};
    for (const Form& form : ends.forms) {
      keys.push_back(fold(form.text));
      marked.push_back(marks_of(form.text, keys.back()));
      const auto blanks = [](const std::string& key) {
        return static_cast<std::size_t>(std::count(key.begin(), key.end(), ' '));
      };
      const std::size_t more = blanks(keys.back());
      if (more > blanks(made.own_key))
        made.more_tokens = std::max(made.more_tokens, more - blanks(made.own_key));
    }
    if (std::any_of(keys.begin(), keys.end(),
                    [](const auto& key) { return key.empty() || key.size() > kLongestTail; }))
      return made;
    std::size_t length = common_beginning(keys);
    std::size_t marked_length = common_beginning(marked);
    made.plain = made.own_key == made.own_marked;
    if (made.plain) length = marked_length = std::min(length, marked_length);
    made.cut = made.own_key.size() - length;
    made.marked_cut = made.own_marked.size() - marked_length;
    EndingClass way{.texts = how.texts};
    std::set<std::string> beginnings;
    for (std::size_t i = how.with_name ? 0 : 1; i < keys.size(); ++i) {
      Ending ending{.tail = keys[i].substr(length), .marked = marked[i].substr(marked_length)};
      ending.plain = ending.tail == ending.marked;
      ending.is_name = i == 0;
      ending.kind = i == 0 ? kind_ : ends.forms[i - 1].kind;
      ending.lower_case = small_ || (i > 0 && ends.forms[i - 1].lower_case);
      for (auto blank = ending.tail.find(' '); blank != std::string::npos;
           blank = ending.tail.find(' ', blank + 1))
        beginnings.insert(ending.tail.substr(0, blank));
      way.endings.push_back(std::move(ending));
    }
    std::sort(way.endings.begin(), way.endings.end());
    way.endings.erase(std::unique(way.endings.begin(), way.endings.end()), way.endings.end());
    made.beginnings.assign(beginnings.begin(), beginnings.end());
    made.number = table_.class_number(way);
    made.usable = true;
    return made;
  }

  FormTable& table_;
  EndTable ends_;
  std::map<std::tuple<const Ends*, std::uint32_t, bool, MentionKind, bool>, Stemmed> stemmed_;
  std::unordered_map<std::string, std::vector<Reading>> readings_;

  // Of the name in hand.
  TokenStream stream_;
  OneName name_{};
  MentionKind kind_ = MentionKind::name;
  std::size_t tokens_ = 0;
  bool small_ = false, hyphen_ = false;
  std::string key_, joined_, marked_;
};

std::vector<std::uint64_t> filter_of(const std::vector<std::uint64_t>& hashes) {
  std::vector<std::uint64_t> filter(hashes.size() * kFilterBits / 64 + 1);
  for (const std::uint64_t hash : hashes)
    filter[filter_word(hash, filter.size())] |= filter_bits(hash);
  return filter;
}

}  // namespace

std::uint32_t run_at(std::size_t index) {
  if (index >= kNoRun) throw InputError("the gazetteer has too many forms; split it");
  return static_cast<std::uint32_t>(index);
}

void append_string(std::string& pool, std::string_view text) {
  auto left = text.size();
  for (; left >= 0x80; left >>= 7) pool += static_cast<char>((left & 0x7f) | 0x80);
  pool += static_cast<char>(left);
  pool += text;
}

std::vector<std::string> text_languages() {
  std::vector<std::string> languages = grammar_languages();
  if (languages.size() > kMaxLanguages) throw InputError("more than 31 languages have grammars");
  return languages;
}

void FormTable::add(const OneName& name, std::string_view text, const EndingClass& way,
                    bool joins) {
  scan(text, stream_);
  const auto tokens = stream_.tokens.size();
  if (tokens == 0) return;
  key_.clear();
  joined_.clear();
  for (std::size_t i = 0; i < tokens; ++i) {
    if (i > 0) {
      add_prefix(key_);
      key_ += ' ';
    }
    key_ += stream_.term(i);
    joined_ += stream_.term(i);
  }
  note_tokens(tokens);
  FormRecord record{name.number, class_number(way) | kOwnMarks,
                    low_half(hash64(marks_of(text, key_))), name.place};
  add_stem(key_, record);
  record.packed |= kJoined;
  if (tokens > 1 && joins) add_stem(joined_, record);
}

void FormTable::add_stem(std::string_view stem, const FormRecord& record) {
  forms_.push_back({slot_hash(key_hash(stem)), record});
}

void FormTable::add_prefix(std::string_view tokens) {
  prefixes_.push_back(slot_hash(key_hash(tokens)));
}

std::uint32_t FormTable::class_number(const EndingClass& way) {
  const auto [known, unknown] =
      classes_.try_emplace(way, static_cast<std::uint32_t>(by_number_.size()));
  if (unknown) by_number_.push_back(&known->first);
  if (by_number_.size() > kPlainStem) throw InputError("the gazetteer has too many classes");
  return known->second;
}

std::uint32_t FormTable::marked_stem(std::string_view stem) {
  const auto offset = stems_.size();
  append_string(stems_, stem);
  if (stems_.size() > 0xffffffff)
    throw InputError("the gazetteer is too large (over 4 GiB of stems); split it");
  return static_cast<std::uint32_t>(offset);
}

void FormTable::join(FormTable&& other) {
  std::vector<std::uint32_t> numbers;
  for (const EndingClass* way : other.by_number_) numbers.push_back(class_number(*way));
  const auto offset = static_cast<std::uint32_t>(stems_.size());
  if (stems_.size() + other.stems_.size() > 0xffffffff)
    throw InputError("the gazetteer is too large (over 4 GiB of stems); split it");
  stems_ += other.stems_;
  forms_.reserve(forms_.size() + other.forms_.size());
  for (KeyedForm form : other.forms_) {
    FormRecord& record = form.record;
    const std::uint32_t flags = record.way & (kOwnMarks | kPlainStem);
    record.way = numbers[record.number_of_class()] | flags;
    if (flags == 0) record.marks += offset;
    forms_.push_back(form);
  }
  prefixes_.insert(prefixes_.end(), other.prefixes_.begin(), other.prefixes_.end());
  longest_ = std::max(longest_, other.longest_);
  other = {};
}

// Numbers and orders everything anew, so that it does not show who did what.
void FormTable::finish() {
  std::vector<std::uint32_t> numbers(by_number_.size());
  std::uint32_t next = 0;
  for (auto& [way, number] : classes_) {
    numbers[number] = next;
    by_number_[next] = &way;
    number = next++;
  }
  for (KeyedForm& form : forms_)
    form.record.way =
        numbers[form.record.number_of_class()] | (form.record.way & (kOwnMarks | kPlainStem));
  std::sort(forms_.begin(), forms_.end(),
            [](const KeyedForm& a, const KeyedForm& b) { return a.order() < b.order(); });
  forms_.erase(
      std::unique(forms_.begin(), forms_.end(),
                  [](const KeyedForm& a, const KeyedForm& b) { return a.order() == b.order(); }),
      forms_.end());
  std::string stems;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    FormRecord& record = forms_[i].record;
    if ((record.way & (kOwnMarks | kPlainStem)) == 0) {
      std::size_t at = record.marks, length = 0;
      for (int shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(stems_[at++]);
        length |= static_cast<std::size_t>(byte & 0x7f) << shift;
        if (byte < 0x80) break;
      }
      record.marks = static_cast<std::uint32_t>(stems.size());
      append_string(stems, std::string_view(stems_).substr(at, length));
    }
    if (i + 1 == forms_.size() || forms_[i + 1].hash != forms_[i].hash) record.packed |= kLastFlag;
  }
  stems_ = std::move(stems);
  std::sort(prefixes_.begin(), prefixes_.end());
  prefixes_.erase(std::unique(prefixes_.begin(), prefixes_.end()), prefixes_.end());
}

std::vector<Slot> FormTable::slots() const {
  SlotTable table(forms_.size() + prefixes_.size());
  auto prefix = prefixes_.begin();
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    const auto hash = forms_[i].hash;
    if (i > 0 && forms_[i - 1].hash == hash) continue;
    for (; prefix != prefixes_.end() && *prefix < hash; ++prefix)
      table.put(*prefix, kNoRun | kPrefixFlag);
    const bool is_prefix = prefix != prefixes_.end() && *prefix == hash;
    if (is_prefix) ++prefix;
    table.put(hash, run_at(i) | (is_prefix ? kPrefixFlag : 0));
  }
  for (; prefix != prefixes_.end(); ++prefix) table.put(*prefix, kNoRun | kPrefixFlag);
  return table.slots();
}

std::vector<FormRecord> FormTable::records() const {
  std::vector<FormRecord> records;
  records.reserve(forms_.size());
  for (const auto& form : forms_) records.push_back(form.record);
  return records;
}

std::vector<std::uint64_t> FormTable::stem_filter() const {
  std::vector<std::uint64_t> hashes = prefixes_;
  for (std::size_t i = 0; i < forms_.size(); ++i)
    if (i == 0 || forms_[i - 1].hash != forms_[i].hash) hashes.push_back(forms_[i].hash);
  return filter_of(hashes);
}

std::vector<std::uint64_t> FormTable::tail_filter() const {
  std::set<std::uint64_t> hashes{kEmptyKey};  // of no tail
  for (const EndingClass* way : by_number_)
    for (const Ending& ending : way->endings) hashes.insert(tail_hash(ending.tail));
  return filter_of({hashes.begin(), hashes.end()});
}

std::vector<std::uint64_t> FormTable::tail_end_filter() const {
  std::set<std::uint64_t> hashes{kEmptyKey};
  for (const EndingClass* way : by_number_) {
    for (const Ending& ending : way->endings) {
      const std::string& tail = ending.tail;
      std::uint64_t hash = kEmptyKey;
      for (std::size_t i = tail.size(); i-- > 0;) {
        hash = roll(hash, tail[i]);
        if (!goes_on(tail[i])) hashes.insert(hash);
      }
    }
  }
  return filter_of({hashes.begin(), hashes.end()});
}

std::size_t FormTable::longest_tail() const {
  std::size_t longest = 0;
  for (const EndingClass* way : by_number_)
    for (const Ending& ending : way->endings) longest = std::max(longest, ending.tail.size());
  return longest;
}

// All forms of all names. Names are dealt out in small batches; the result does
// not depend on who took which.
FormTable all_forms(const Gazetteer& gazetteer) {
  constexpr std::size_t kBatch = 256;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    FormTable forms;
    NameForms maker(forms);
    for (std::size_t first; (first = next.fetch_add(kBatch)) < gazetteer.names.size();)
      for (auto i = first; i < std::min(first + kBatch, gazetteer.names.size()); ++i)
        maker.add(gazetteer.names[i], static_cast<NameNumber>(i));
    return forms;
  };
  const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16);
  std::vector<std::future<FormTable>> others;
  for (std::size_t i = 1; i < threads && i * kBatch < gazetteer.names.size(); ++i)
    others.push_back(std::async(std::launch::async, work));
  FormTable forms = work();
  for (auto& other : others) forms.join(other.get());
  forms.finish();
  return forms;
}

}  // namespace byname::compiled
