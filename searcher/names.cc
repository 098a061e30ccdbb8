#include "searcher/names.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "searcher/asked_places.h"
#include "searcher/dates.h"

namespace byname {
namespace {

struct Use {
  std::uint64_t mentions = 0;
  std::uint64_t documents = 0;
  DocumentNumber last_document = 0xffffffff;
  std::optional<long> first_day{};
  std::optional<long> last_day{};
  std::string first{};
  std::string last{};
  std::map<std::string, std::uint64_t> by_source{};
};

void count_dates(Use& use, const Document& document) {
  const auto days = days_of(document.date.iso);
  if (!days) return;
  if (!use.first_day || days->first < *use.first_day) {
    use.first_day = days->first;
    use.first = document.date.iso;
  }
  if (!use.last_day || days->last > *use.last_day) {
    use.last_day = days->last;
    use.last = document.date.iso;
  }
}

PlaceNames names_of(const Index& index, PlaceNumber number, std::string_view lang) {
  const CompiledGazetteer& gazetteer = index.gazetteer();
  PlaceNames result{.place = gazetteer.place(number), .name = gazetteer.shown_name(number, lang)};
  if (result.place.parent != kNoNumber) result.parent = gazetteer.place_id(result.place.parent);
  std::unordered_map<NameNumber, Use> uses;
  DocumentNumber current = 0xffffffff;
  Document document;
  index.mentions_of(number, [&](DocumentNumber in, const Mention& mention) {
    if (mention.kind != MentionKind::name && mention.kind != MentionKind::metonym) return;
    if (in != current) {
      current = in;
      document = index.document(in);
      ++result.documents;
    }
    ++result.mentions;
    Use& use = uses[mention.name];
    ++use.mentions;
    ++use.by_source[document.source];
    if (use.last_document == in) return;
    use.last_document = in;
    ++use.documents;
    count_dates(use, document);
  });
  const auto [first, last] = gazetteer.names_of(number);
  for (NameNumber name_number = first; name_number < last; ++name_number) {
    const Name name = gazetteer.name(name_number);
    NameUse row{.text = name.text,
                .lang = name.lang,
                .script = name.script,
                .kind = name.kind,
                .from_year = name.from_year,
                .to_year = name.to_year,
                .ambiguous = name.ambiguous};
    if (const auto found = uses.find(name_number); found != uses.end()) {
      const Use& use = found->second;
      row.mentions = use.mentions;
      row.documents = use.documents;
      row.first = use.first;
      row.last = use.last;
      row.by_source.assign(use.by_source.begin(), use.by_source.end());
      std::stable_sort(row.by_source.begin(), row.by_source.end(),
                       [](const auto& a, const auto& b) { return a.second > b.second; });
    }
    result.names.push_back(std::move(row));
  }
  std::stable_sort(result.names.begin(), result.names.end(),
                   [](const NameUse& a, const NameUse& b) { return a.mentions > b.mentions; });
  return result;
}

}  // namespace

NamesAnswer names_of_place(const Index& index, std::string_view place, std::string_view lang) {
  NamesAnswer answer{.generation = index.generation(), .gazetteer = index.gazetteer().hash()};
  for (const Resolved& resolved : places_called(index.gazetteer(), place))
    answer.places.push_back(names_of(index, resolved.place, lang));
  if (answer.places.empty()) answer.warnings.push_back({0, 0, no_such_place(place)});
  return answer;
}

std::vector<PlaceSummary> list_places(const Index& index, std::string_view words,
                                      std::string_view lang) {
  const CompiledGazetteer& gazetteer = index.gazetteer();
  std::vector<PlaceNumber> numbers;
  if (words.empty()) {
    for (PlaceNumber number = 0; number < gazetteer.place_count(); ++number)
      numbers.push_back(number);
  } else {
    for (const Resolved& resolved : places_called(gazetteer, words))
      numbers.push_back(resolved.place);
  }
  std::vector<PlaceSummary> places;
  for (const PlaceNumber number : numbers) {
    PlaceSummary summary{.place = gazetteer.place(number),
                         .name = gazetteer.shown_name(number, lang),
                         .count = index.count(number)};
    if (summary.place.parent != kNoNumber)
      summary.parent = gazetteer.place_id(summary.place.parent);
    places.push_back(std::move(summary));
  }
  std::stable_sort(places.begin(), places.end(), [](const PlaceSummary& a, const PlaceSummary& b) {
    return a.count.mentions > b.count.mentions;
  });
  return places;
}

}  // namespace byname
