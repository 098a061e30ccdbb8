#include "searcher/mentions.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "schemas/fields.h"
#include "searcher/asked_places.h"
#include "searcher/context.h"
#include "searcher/dates.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname {
namespace {

template <typename T>
bool admits(const std::vector<T>& wanted, const T& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

// Documents are read once each and mentions streamed: no list of mentions is ever held.
class Lister {
 public:
  Lister(const Index& index, const MentionsQuery& query, MentionsAnswer& answer,
         const std::function<bool(const MentionRecord&)>& visit)
      : index_(index), query_(query), answer_(answer), visit_(visit) {
    for (const std::string& name : query.names) names_.insert(fold_keeping_marks(name));
    prepare_dates();
    prepare_sources();
  }

  void run() {
    answer_.generation = index_.generation();
    answer_.gazetteer = index_.gazetteer().hash();
    if (query_.all) {
      for (DocumentNumber number = 0; number < index_.document_end() && going_; ++number)
        if (!index_.deleted(number)) document(number, index_.mentions(number));
      return;
    }
    ask();
    // By document, so that the text of each is read once.
    std::vector<DocumentNumber> numbers;
    for (const CoveredPlace& covered : covered_) {
      DocumentNumber last = 0xffffffff;
      index_.mentions_of(covered.place, [&](DocumentNumber number, const Mention& mention) {
        if (number != last && passes(mention)) numbers.push_back(last = number);
      });
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (const DocumentNumber number : numbers) {
      if (!going_) break;
      std::vector<Mention> mentions = index_.mentions(number);
      std::erase_if(mentions, [&](const Mention& m) { return !position_.contains(m.place); });
      document(number, mentions);
    }
  }

 private:
  void ask() {
    std::vector<PlaceNumber> asked;
    std::vector<std::string> asked_as;
    for (const std::string& typed : query_.places) {
      const auto resolved = places_called(index_.gazetteer(), typed);
      if (resolved.empty()) answer_.warnings.push_back({0, 0, no_such_place(typed)});
      for (const Resolved& r : resolved)
        if (std::find(asked.begin(), asked.end(), r.place) == asked.end()) {
          asked.push_back(r.place);
          asked_as.push_back(typed);
        }
    }
    covered_ = cover(index_.gazetteer(), asked, query_.exactly);
    for (std::size_t i = 0; i < covered_.size(); ++i) {
      const CoveredPlace& covered = covered_[i];
      position_[covered.place] = i;
      answer_.places.push_back({.asked = i < asked_as.size() ? asked_as[i] : "",
                                .id = index_.gazetteer().place_id(covered.place),
                                .name = index_.gazetteer().shown_name(covered.place, query_.lang),
                                .relation = covered.relation});
    }
  }

  void prepare_dates() {
    for (const auto& [text, which] :
         {std::pair{&query_.since, &DateRange::from}, std::pair{&query_.until, &DateRange::to}}) {
      if (text->empty()) continue;
      if (const auto date = normal_date(*text)) {
        range_.*which = *date;
        dated_ = true;
      } else {
        answer_.warnings.push_back({0, 0,
                                    *text + ": not a date: write 2023, 2023-02 or "
                                            "2023-02-28; left out"});
      }
    }
  }

  // Documents of any of the sources, by the words of their names.
  void prepare_sources() {
    for (const std::string& source : query_.sources) {
      TokenStream words;
      scan(source, words);
      std::unordered_map<DocumentNumber, std::size_t> found;
      std::unordered_set<std::string> distinct;
      for (const Token& token : words.tokens)
        if (distinct.insert(std::string(words.term(token))).second)
          for (const Posting& posting : index_.postings(term(kSource, words.term(token))))
            ++found[posting.document];
      for (const auto& [number, count] : found)
        if (count == distinct.size()) of_source_.insert(number);
    }
  }

  bool passes(const Mention& mention) const {
    return admits(query_.kinds, mention.kind) && admits(query_.rules, mention.rule) &&
           admits(query_.parts, mention.part) &&
           mention.confidence + 0.5 >= query_.min_confidence * 1000;
  }

  bool passes(const Document& document, DocumentNumber number) {
    if (!admits(query_.langs, document.lang)) return false;
    if (!query_.sources.empty() && !of_source_.contains(number)) return false;
    if (!dated_) return true;
    const DateMatch match = match_date(document.date, range_);
    answer_.undated += match == DateMatch::undated;
    return match == DateMatch::yes || match == DateMatch::perhaps;
  }

  void document(DocumentNumber number, const std::vector<Mention>& mentions) {
    if (std::none_of(mentions.begin(), mentions.end(), [&](const Mention& m) { return passes(m); }))
      return;
    const bool mapped = past_offset();
    const Document document = mapped ? index_.whole_document(number) : index_.document(number);
    if (!passes(document, number)) return;
    const bool skip_text = !mapped && names_.empty();
    const std::string text = mapped      ? document.text
                             : skip_text ? std::string()
                                         : index_.text(number, 0, index_.text_size(number));
    CodePoints points(text);
    std::unordered_set<PlaceNumber> counted;
    bool any = false;
    for (const Mention& mention : mentions) {
      if (!going_) break;
      if (!passes(mention) || !under_name(mention, text)) continue;
      any = true;
      if (const auto at = position_.find(mention.place); at != position_.end()) {
        AskedPlace& asked = answer_.places[at->second];
        ++asked.mentions;
        asked.documents += counted.insert(mention.place).second;
      }
      ++answer_.total;
      if (answer_.total <= query_.offset) continue;
      if (query_.limit != 0 && answer_.total > query_.offset + query_.limit) continue;
      going_ = emit(number, document, text, mention, points);
    }
    if (!any) return;
    ++answer_.documents;
    answer_.clusters += clusters_.insert(index_.cluster_hash(number)).second;
  }

  // Whether some mention of the next document may be printed: only then its text is needed.
  bool past_offset() const {
    return query_.limit == 0 || answer_.total < query_.offset + query_.limit;
  }

  bool under_name(const Mention& mention, const std::string& text) const {
    if (names_.empty()) return true;
    if (mention.name != kNoNumber &&
        names_.contains(fold_keeping_marks(index_.gazetteer().name(mention.name).text)))
      return true;
    if (mention.end > text.size() || mention.begin >= mention.end) return false;
    return names_.contains(fold_keeping_marks(
        std::string_view(text).substr(mention.begin, mention.end - mention.begin)));
  }

  const Place& place_of(PlaceNumber number) {
    const auto [entry, made] = places_.try_emplace(number);
    if (made) {
      entry->second.first = index_.gazetteer().place(number);
      entry->second.second = index_.gazetteer().shown_name(number, query_.lang);
    }
    return entry->second.first;
  }

  bool emit(DocumentNumber number, const Document& document, const std::string& text,
            const Mention& mention, CodePoints& points) {
    MentionRecord record{.mention = mention, .number = number, .document = &document};
    if (mention.place != kNoNumber) {
      const Place& place = place_of(mention.place);
      record.place = place.id;
      record.place_name = places_[mention.place].second;
      record.lat = place.lat;
      record.lon = place.lon;
    }
    if (const auto at = position_.find(mention.place); at != position_.end())
      record.relation = covered_[at->second].relation;
    if (mention.name != kNoNumber) {
      const Name name = index_.gazetteer().name(mention.name);
      record.name = name.text;
      record.name_lang = name.lang;
      record.name_kind = name.kind;
    }
    record.surface = text.substr(mention.begin, mention.end - mention.begin);
    record.cp_start = points.before(mention.begin);
    record.cp_end = record.cp_start + count_code_points(record.surface);
    record.source = source_of(document, mention.begin, mention.end);
    record.before = context_before(text, mention.begin, query_.context);
    record.after = context_after(text, mention.end, query_.context);
    return visit_(record);
  }

  const Index& index_;
  const MentionsQuery& query_;
  MentionsAnswer& answer_;
  const std::function<bool(const MentionRecord&)>& visit_;
  std::unordered_set<std::string> names_{};
  std::unordered_set<DocumentNumber> of_source_{};
  std::unordered_set<std::uint64_t> clusters_{};
  DateRange range_{};
  bool dated_ = false;
  bool going_ = true;
  std::vector<CoveredPlace> covered_{};
  std::unordered_map<PlaceNumber, std::size_t> position_{};
  std::unordered_map<PlaceNumber, std::pair<Place, std::string>> places_{};
};

}  // namespace

MentionsAnswer list_mentions(const Index& index, const MentionsQuery& query,
                             const std::function<bool(const MentionRecord&)>& visit) {
  MentionsAnswer answer;
  Lister(index, query, answer, visit).run();
  return answer;
}

}  // namespace byname
