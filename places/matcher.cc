#include "places/matcher.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <unordered_map>

#include "places/apostrophe.h"
#include "places/candidate.h"
#include "places/code_points.h"
#include "places/context.h"
#include "places/hashtag.h"
#include "places/name_facts.h"
#include "places/settlement.h"
#include "places/sound.h"
#include "places/unlisted.h"
#include "places/windows.h"
#include "places/word_lists.h"
#include "schemas/hash.h"

namespace byname {

namespace {

// Raised with every change of the rules in this folder's matcher files.
constexpr std::string_view kRules = "matcher 15";

constexpr std::size_t kLongestName = 12;   // tokens, whatever the gazetteer has
constexpr std::size_t kLongestTerm = 200;  // bytes; no name has a longer word

constexpr std::size_t kRememberedTags = 8192;
constexpr std::size_t kLongestTag = 400;  // bytes of one that is remembered

// Words that were taken apart: the same tags stand under every post, the same words with a
// capital inside in every manual. Of one matcher only.
struct KnownTags {
  std::uint64_t matcher = 0;
  std::unordered_map<std::string, std::vector<TagPlace>> places{};  // by surface and texts
  std::string key{};
  std::vector<TagPlace> last{};
};

// What the reading of a text needs; kept from text to text, so that the common path
// allocates nothing.
struct Workspace {
  Scouted scouted{};
  Findings findings{};
  std::vector<std::size_t> lengths{};
  std::string bare{};
  CandidateJudge::Scratch judge{};
  Evidence evidence{};
  KnownTags tags{};
};

constexpr std::size_t kKeptTokens = 1 << 18;  // of a longer text the workspace is given back

}  // namespace

struct NameMatcher::Rep {
  Rep(const CompiledGazetteer& g, MatcherOptions options)
      : gazetteer(g),
        facts(g),
        splitter(facts),
        unlisted(facts, options.misspelt),
        longest(std::min(g.longest_key(), kLongestName)) {}

  const CompiledGazetteer& gazetteer;
  NameFacts facts;
  TagSplitter splitter;
  UnlistedNames unlisted;
  std::size_t longest;
  std::uint64_t number = next_number();  // no other matcher of the process has it

  static std::uint64_t next_number() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
  }
};

namespace {

// One call of find().
class Finder {
 public:
  Finder(const CompiledGazetteer& gazetteer, const NameFacts& facts, const TagSplitter& splitter,
         const UnlistedNames& unlisted, std::size_t longest, const MatchInput& input,
         Workspace& workspace)
      : gazetteer_(gazetteer),
        facts_(facts),
        splitter_(splitter),
        unlisted_(unlisted),
        hears_slips_(unlisted.hears_slips()),
        longest_(longest),
        input_(input),
        tokens_(input.stream.tokens),
        setting_{.text = input.text,
                 .stream = &input.stream,
                 .lang = input.lang,
                 .packed_lang = packed_lang(input.lang),
                 .scouted = &workspace.scouted,
                 .texts = gazetteer.texts_in(input.lang),
                 .informal = is_informal(input.text, input.stream)},
        judge_(facts, setting_, workspace.judge),
        scouted_(workspace.scouted),
        found_(workspace.findings),
        evidence_(workspace.evidence),
        entries_(workspace.findings.entries),
        lengths_(workspace.lengths),
        key_(workspace.findings.key),
        bare_(workspace.bare),
        tags_(workspace.tags) {
    found_.clear();
  }

  void find(std::vector<Mention>& out) {
    gazetteer_.scout(input_.stream, scouted_);
    for (const auto& [name, place] : scouted_.sighted) facts_.expect(name, place);
    std::size_t i = 0;
    while (i < tokens_.size()) i += is_idle(i) ? 1 : at(i);
    Settlement(gazetteer_, facts_, unlisted_, input_, setting_.texts, scouted_, found_, evidence_)
        .settle(out);
  }

 private:
  static bool is_informal(std::string_view text, const TokenStream& stream) {
    constexpr std::size_t kWordsACapital = 50;
    std::size_t cased = 0;
    std::size_t capital = 0;
    for (const Token& token : stream.tokens) {
      if (!writes_capitals(text, token) || token.has(kInUrl) || token.has(kHashtag) ||
          token.has(kHandle))
        continue;
      ++cased;
      capital += token.has(kInitialUpper);
      if (capital * kWordsACapital >= stream.tokens.size() && capital > 0) return false;
    }
    return capital == 0 ? cased >= 2 : cased >= 4 && capital * kWordsACapital < cased;
  }

  bool in_tag(std::size_t i) const { return tokens_[i].has(kHashtag) || tokens_[i].has(kHandle); }

  // Host names without a scheme: visitazerbaijan.travel.
  bool in_host(std::size_t i) const {
    if (tokens_[i].has(kInUrl)) return false;
    const auto small = [&](std::size_t t) {
      return tokens_[t].has(kLetter) && !tokens_[t].has(kInitialUpper);
    };
    return small(i) && i + 1 < tokens_.size() && tokens_[i + 1].gap == Gap::dot && small(i + 1) &&
           tokens_[i + 1].term_length <= 8;
  }

  // Almost every token: a small word that begins no form, without anything beside it that
  // one of the readings of at() could want.
  bool is_idle(std::size_t i) const {
    const Token& token = tokens_[i];
    if (scouted_.may_begin(i) || !token.has(kCased) ||
        (token.flags & (kInitialUpper | kApostrophe | kHashtag | kHandle)) != 0)
      return false;
    if (hears_slips_ && !writes_capitals(input_.text, token)) return false;
    if (i + 1 == tokens_.size()) return true;
    const Token& next = tokens_[i + 1];
    return !next.has(kInitialUpper) && next.gap != Gap::dot && next.gap != Gap::hyphen &&
           next.gap != Gap::hyphen_line;
  }

  // The entries of one whole token; true if longer keys begin with it.
  bool forms_of_token(std::size_t i) {
    return gazetteer_.forms(scouted_, i, input_.stream.term(i), entries_, setting_.texts);
  }

  // Looks at what begins at token i; returns how many tokens are done with.
  std::size_t at(std::size_t i) {
    const Token& token = tokens_[i];
    if (const std::size_t skip = phrase_at(i); skip > 0) return skip;
    if (const std::size_t taken = windows_at(i); taken > 0) return taken;
    if (joined_at(i)) return 2;
    if (in_tag(i) || in_host(i) ||
        (token.has(kInitialUpper) && !token.has(kInUrl) && token.has(kHasLower) &&
         token.term_length >= 8 && has_inner_capital(surface(token)))) {
      split_at(i);
    } else if ((token.has(kInitialUpper) && token.has(kHasLower)) ||
               (hears_slips_ && token.has(kLetter) && !writes_capitals(input_.text, token))) {
      found_.maybe.push_back(i);
    }
    return 1;
  }

  std::string_view surface(const Token& token) const {
    return input_.text.substr(token.begin, token.end - token.begin);
  }

  // A phrase like Minsk Group, whose place names count as refused.
  std::size_t phrase_at(std::size_t i) {
    const Token& token = tokens_[i];
    if (!token.has(kLetter)) return 0;
    if (token.has(kCased) && !token.has(kInitialUpper) &&
        !(i + 1 < tokens_.size() && tokens_[i + 1].has(kInitialUpper)))
      return 0;
    const std::size_t most = longest_phrase_from(input_.stream.term(i), scouted_.hashes[i]);
    for (std::size_t n = std::min(most, tokens_.size() - i); n > 1; --n) {
      if (!window_key(input_.text, input_.stream, i, n, key_) || !is_placeless_phrase(key_))
        continue;
      for (std::size_t t = i; t < i + n; ++t) {
        forms_of_token(t);
        for (const FormEntry& entry : entries_) {
          if (!entry.is_name) continue;
          found_.refusals.push_back(
              {window_of(tokens_, t, 1, Shape::whole), entry.name, RejectReason::ambiguous});
          break;
        }
      }
      return n;
    }
    return 0;
  }

  // One way to read the term of token i: without an elided article, without
  // its apostrophes.
  struct Reading {
    std::string_view term{};
    Shape shape = Shape::whole;
    std::uint32_t begin = 0;
  };

  // The longest name that begins at token i; the number of its tokens, or 0.
  std::size_t windows_at(std::size_t i) {
    const Token& token = tokens_[i];
    const std::string_view term = input_.stream.term(i);
    if (term.size() > kLongestTerm) return 0;
    const Shape shape = in_tag(i) ? Shape::tag : Shape::whole;
    if (!token.has(kApostrophe)) return windows_from(i, {term, shape, token.begin});
    const std::size_t first = term.find('\'');
    if (is_elided(term.substr(0, first))) {
      const Reading rest{term.substr(first + 1), Shape::after_elision,
                         after_apostrophe(token, token.begin)};
      if (const std::size_t n = windows_from(i, rest); n > 0) return n;
    }
    if (const std::size_t n = windows_from(i, {term, shape, token.begin}); n > 0) return n;
    return 0;
  }

  std::size_t windows_from(std::size_t i, const Reading& reading) {
    // Almost every word begins no form at all; this is the path for it.
    const bool apostrophe =
        tokens_[i].has(kApostrophe) && reading.term.find('\'') != std::string_view::npos;
    const bool whole = reading.shape != Shape::after_elision;
    if (!apostrophe && whole && !scouted_.may_begin(i)) return 0;
    const bool is_prefix =
        whole ? forms_of_token(i) : gazetteer_.forms(reading.term, entries_, setting_.texts);
    const bool has_forms = !entries_.empty();
    if (!is_prefix && !apostrophe) {
      if (!has_forms) return 0;
      Window w = window_of(tokens_, i, 1, reading.shape);
      w.begin = reading.begin;
      return offer_entries(w, reading.term) ? 1 : 0;
    }
    std::size_t reach = 1;
    if (is_prefix) {
      lengths_.assign(1, reading.term.size());
      key_.assign(reading.term);
      std::uint64_t hash = extend_key(0, reading.term);
      while (reach < longest_ && i + reach < tokens_.size() &&
             name_may_cross(input_.text, tokens_, i + reach)) {
        const std::string_view next = input_.stream.term(i + reach);
        if (next.size() > kLongestTerm) break;
        key_ += ' ';
        key_ += next;
        lengths_.push_back(key_.size());
        ++reach;
        hash = extend_key(hash, next);
        if (!gazetteer_.is_prefix(hash)) break;
      }
    }
    // Khankendi–Lachin road is no Lachin road.
    const bool second = i > 0 && tokens_[i].gap == Gap::hyphen && !found_.picks.empty() &&
                        found_.picks.back().first_token + found_.picks.back().tokens == i;
    for (std::size_t n = reach; n > 0; --n) {
      Window w = window_of(tokens_, i, n, reading.shape);
      w.begin = reading.begin;
      const std::string_view key =
          n == 1 ? reading.term : std::string_view(key_).substr(0, lengths_[n - 1]);
      if (second && n > 1 && tokens_[i].has(kCased) && !tokens_[i + n - 1].has(kInitialUpper)) {
        refuse_listed(w, key);
        continue;
      }
      if (tokens_[i + n - 1].has(kApostrophe) && key.find('\'') != std::string_view::npos) {
        if (offer_with_apostrophe(w, key)) return n;
      } else if ((n > 1 || has_forms) && offer(w, key)) {
        return n;
      }
    }
    return 0;
  }

  // A row for what is listed just so, and not taken.
  void refuse_listed(const Window& w, std::string_view key) {
    gazetteer_.forms(key, entries_, setting_.texts);
    const auto name = std::find_if(entries_.begin(), entries_.end(),
                                   [](const FormEntry& entry) { return entry.is_name; });
    if (name != entries_.end()) found_.refusals.push_back({w, name->name, RejectReason::ambiguous});
  }

  // Armenia's, Karabağ'ın, Step'anakert: the key as it is if somebody lists it
  // so, then without its apostrophes, then without its ending, then any form.
  bool offer_with_apostrophe(const Window& w, std::string_view key) {
    const bool listed = lists(key);
    if (listed && offer(w, key)) return true;
    Window bare_window = w;
    bare_window.shape = Shape::without_apostrophe;
    const std::size_t cut = key.rfind('\'');
    const bool genitive = key.substr(cut + 1) == "s" || cut + 1 == key.size();
    bare_.assign(key);
    erase_apostrophes(bare_);
    // The state's are not the States.
    const bool bare_listed = !genitive && lists(bare_);
    if (bare_listed && offer(bare_window, bare_)) return true;
    if (is_clitic(key.substr(cut + 1), input_.lang)) {
      Window stem = w;
      stem.end = before_apostrophe(tokens_[w.first + w.tokens - 1]);
      if (stem.shape == Shape::whole) stem.shape = Shape::before_apostrophe;
      const std::string left(key.substr(0, cut));
      if (stem.end > stem.begin && offer(stem, left)) return true;
      if (left.find('\'', left.rfind(' ') + 1) != std::string::npos) {
        std::string bare_left = left;
        erase_apostrophes(bare_left);
        stem.shape = Shape::without_apostrophe;
        if (offer(stem, bare_left)) return true;
      }
    }
    if (!listed && offer(w, key)) return true;
    if (!bare_listed && !genitive && offer(bare_window, bare_)) return true;
    if (w.tokens == 1) refuse_beside_apostrophes(w, key);
    return false;
  }

  // Maku'a, Ар’еж: what stands beside an apostrophe is a word to grep; here it is a piece
  // of a longer one.
  void refuse_beside_apostrophes(const Window& w, std::string_view key) {
    const auto refuse = [&](std::uint32_t begin, std::uint32_t end, std::string_view piece) {
      if (begin >= end || piece.empty()) return;
      gazetteer_.forms(piece, entries_, setting_.texts);
      for (const FormEntry& entry : entries_) {
        if (!entry.is_name) continue;
        Window part = w;
        part.begin = begin;
        part.end = end;
        found_.refusals.push_back({part, entry.name, RejectReason::part_of_longer});
        return;
      }
    };
    const Token& token = tokens_[w.first];
    refuse(w.begin, before_apostrophe(token), key.substr(0, key.rfind('\'')));
    refuse(after_apostrophe(token, w.begin), token.end, key.substr(key.find('\'') + 1));
  }

  bool lists(std::string_view key) {
    gazetteer_.forms(key, entries_, setting_.texts);
    return std::any_of(entries_.begin(), entries_.end(),
                       [](const FormEntry& entry) { return entry.is_name; });
  }

  // Bytes of the text where the first apostrophe of a token (from `begin` on) ends, and
  // where the last one begins; the edges where there is none.
  std::uint32_t after_apostrophe(const Token& token, std::uint32_t begin) const {
    for (std::uint32_t at = begin; at < token.end;) {
      const CodePoint c = code_point_at(input_.text, at);
      at += static_cast<std::uint32_t>(c.bytes);
      if (is_apostrophe(c.value)) return at;
    }
    return begin;
  }
  std::uint32_t before_apostrophe(const Token& token) const {
    std::uint32_t found = token.end;
    for (std::uint32_t at = token.begin; at < token.end;) {
      const CodePoint c = code_point_at(input_.text, at);
      if (is_apostrophe(c.value)) found = at;
      at += static_cast<std::uint32_t>(c.bytes);
    }
    return found;
  }

  // Stepana-\nkert, Nagornokara-bakh: a word that a hyphen divides.
  bool joined_at(std::size_t i) {
    if (i + 1 >= tokens_.size()) return false;
    const Gap gap = tokens_[i + 1].gap;
    if (gap != Gap::hyphen && gap != Gap::hyphen_line) return false;
    if (!tokens_[i].has(kInitialUpper) && writes_capitals(input_.text, tokens_[i])) return false;
    if (tokens_[i].term_length + tokens_[i + 1].term_length > kLongestTerm) return false;
    bare_.assign(input_.stream.term(i));
    bare_ += input_.stream.term(i + 1);
    return offer(window_of(tokens_, i, 2, Shape::joined), bare_);
  }

  const std::vector<TagPlace>& places_in(const Token& token) {
    const std::string_view word = surface(token);
    tags_.key.assign(word);
    tags_.key.append(reinterpret_cast<const char*>(&setting_.texts), sizeof setting_.texts);
    const auto known = tags_.places.find(tags_.key);
    if (known != tags_.places.end()) return known->second;
    splitter_.split(word, input_.stream.term(token), setting_.texts, tags_.last);
    if (word.size() > kLongestTag) return tags_.last;
    if (tags_.places.size() >= kRememberedTags) tags_.places.clear();
    return tags_.places.emplace(tags_.key, tags_.last).first->second;
  }

  // A word written together: its places as picks of their own.
  void split_at(std::size_t i) {
    const Token& token = tokens_[i];
    for (const TagPlace& place : places_in(token)) {
      offer({.first = static_cast<std::uint32_t>(i),
             .tokens = 1,
             .shape = Shape::tag,
             .begin = token.begin + place.begin,
             .end = token.begin + place.end,
             .marked = place.marked},
            place.key);
    }
  }

  bool offer(const Window& w, std::string_view key) {
    gazetteer_.forms(key, entries_, setting_.texts);
    return !entries_.empty() && offer_entries(w, key);
  }

  // The same with the entries of the key at hand.
  bool offer_entries(const Window& w, std::string_view key) {
    RejectReason reason = RejectReason::none;
    NameNumber refused = kNoNumber;
    const std::size_t begin = found_.options.size();
    const std::size_t count = judge_.options(w, key, entries_, found_.options, reason, refused);
    if (count == 0) {
      if (reason != RejectReason::none) found_.refusals.push_back({w, refused, reason});
      return false;
    }
    const auto name = std::find_if(entries_.begin(), entries_.end(),
                                   [](const FormEntry& entry) { return entry.is_name; });
    found_.listed.push_back(name == entries_.end() ? kNoNumber : name->name);
    found_.picks.push_back({.begin = w.begin,
                            .end = w.end,
                            .first_token = w.first,
                            .tokens = w.tokens,
                            .option_count = static_cast<std::uint16_t>(count),
                            .options = static_cast<std::uint32_t>(begin),
                            .tag = w.shape == Shape::tag,
                            .ending = w.shape == Shape::before_apostrophe && input_.lang == "tr" &&
                                      tokens_[w.first].has(kInitialUpper)});
    return true;
  }

  const CompiledGazetteer& gazetteer_;
  const NameFacts& facts_;
  const TagSplitter& splitter_;
  const UnlistedNames& unlisted_;
  const bool hears_slips_;
  const std::size_t longest_;
  const MatchInput& input_;
  const std::vector<Token>& tokens_;
  const Setting setting_;
  CandidateJudge judge_;

  Scouted& scouted_;
  Findings& found_;
  Evidence& evidence_;
  std::vector<FormEntry>& entries_;
  std::vector<std::size_t>& lengths_;
  std::string& key_;
  std::string& bare_;
  KnownTags& tags_;
};

}  // namespace

NameMatcher::NameMatcher(const CompiledGazetteer& gazetteer, MatcherOptions options)
    : rep_(std::make_unique<const Rep>(gazetteer, options)) {}
NameMatcher::~NameMatcher() = default;
NameMatcher::NameMatcher(NameMatcher&&) noexcept = default;
NameMatcher& NameMatcher::operator=(NameMatcher&&) noexcept = default;

void NameMatcher::find(const MatchInput& input, std::vector<Mention>& out) const {
  static thread_local Workspace workspace;
  if (workspace.tags.matcher != rep_->number) {
    workspace.tags.places.clear();
    workspace.tags.matcher = rep_->number;
  }
  Finder(rep_->gazetteer, rep_->facts, rep_->splitter, rep_->unlisted, rep_->longest, input,
         workspace)
      .find(out);
  // At once: what comes next, writing the batch, takes as much.
  if (workspace.scouted.first.size() > kKeptTokens) workspace = {};
}

std::string matcher_fingerprint() {
  return hex16(hash64(sound_fingerprint(), hash64(word_lists_fingerprint(), hash64(kRules))));
}

}  // namespace byname
