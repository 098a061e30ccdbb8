#include "places/form_table.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <thread>

#include "places/code_points.h"
#include "places/compiled.h"
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

constexpr std::uint32_t kPlain = 0;

std::uint32_t packed(NameNumber name, MentionKind kind, std::uint32_t flags) {
  return name | static_cast<std::uint32_t>(kind) << kNameBits | flags;
}

// The grammar for a name without language: that of the script's one language, or of
// the one that most texts in it are in.
std::string_view usual_lang(std::string_view script) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kUsual{
      {{"Armn", "hy"}, {"Geor", "ka"}, {"Cyrl", "ru"}, {"Arab", "fa"}}};
  for (const auto& [known, lang] : kUsual)
    if (known == script) return lang;
  return "";
}

// The forms that the grammar of a name's language gives it.
void add_forms(FormCollector& forms, const Name& name, NameNumber number) {
  const auto own_kind = kind_of_name(name);
  const bool small = own_kind != MentionKind::name && begins_small(name.text);
  forms.add(name.text, packed(number, own_kind, small ? kIsName | kLowerCase : kIsName), true);
  if (name.kind == "abbreviation") return;
  // Hyphens get lost from inflected forms too (Bergkarabachs), blanks hardly ever.
  const bool joins = name.text.find('-') != std::string::npos;
  const std::string_view lang = name.lang.empty() ? usual_lang(name.script) : name.lang;
  for (const auto& form : forms_of(name.text, lang, own_kind)) {
    const bool lower = small || form.lower_case;
    forms.add(form.text, packed(number, form.kind, lower ? kLowerCase : kPlain), joins);
  }
}

}  // namespace

std::uint32_t run_at(std::size_t index) {
  if (index >= kNoRun) throw InputError("the gazetteer has too many forms; split it");
  return static_cast<std::uint32_t>(index);
}

void FormCollector::add(std::string_view text, std::uint32_t packed, bool joins) {
  scan(text, stream_);
  const auto tokens = stream_.tokens.size();
  if (tokens == 0) return;  // nothing but signs
  key_.clear();
  joined_.clear();
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < tokens; ++i) {
    const auto term = stream_.term(i);
    if (i > 0) {
      prefixes_.push_back(slot_hash(hash));
      key_ += ' ';
    }
    hash = extend_key(hash, term);
    key_ += term;
    joined_ += term;
  }
  const auto marked =
      static_cast<std::uint32_t>(hash64(may_bear_marks(text) ? fold_keeping_marks(text) : key_));
  longest_ = std::max(longest_, tokens);
  forms_.push_back({slot_hash(hash), {packed, marked}});
  if (tokens > 1 && joins)
    forms_.push_back({slot_hash(extend_key(0, joined_)), {packed | kJoined, marked}});
}

void FormCollector::join(FormCollector&& other) {
  forms_.insert(forms_.end(), other.forms_.begin(), other.forms_.end());
  prefixes_.insert(prefixes_.end(), other.prefixes_.begin(), other.prefixes_.end());
  longest_ = std::max(longest_, other.longest_);
  other = {};
}

void FormCollector::finish() {
  std::sort(forms_.begin(), forms_.end());
  forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
  std::sort(prefixes_.begin(), prefixes_.end());
  prefixes_.erase(std::unique(prefixes_.begin(), prefixes_.end()), prefixes_.end());
  for (std::size_t i = 0; i < forms_.size(); ++i)
    if (i + 1 == forms_.size() || forms_[i + 1].hash != forms_[i].hash)
      forms_[i].record.packed |= kLastFlag;
}

std::vector<Slot> FormCollector::slots() const {
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
std::vector<FormRecord> FormCollector::records() const {
  std::vector<FormRecord> records;
  records.reserve(forms_.size());
  for (const auto& form : forms_) records.push_back(form.record);
  return records;
}

// All forms of all names. Names are dealt out in small batches; the result does
// not depend on who took which.
FormCollector all_forms(const Gazetteer& gazetteer) {
  constexpr std::size_t kBatch = 256;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    FormCollector forms;
    for (std::size_t first; (first = next.fetch_add(kBatch)) < gazetteer.names.size();)
      for (auto i = first; i < std::min(first + kBatch, gazetteer.names.size()); ++i)
        add_forms(forms, gazetteer.names[i], static_cast<NameNumber>(i));
    return forms;
  };
  const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16);
  std::vector<std::future<FormCollector>> others;
  for (std::size_t i = 1; i < threads && i * kBatch < gazetteer.names.size(); ++i)
    others.push_back(std::async(std::launch::async, work));
  FormCollector forms = work();
  for (auto& other : others) forms.join(other.get());
  forms.finish();
  return forms;
}

}  // namespace byname::compiled
