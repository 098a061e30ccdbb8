#include "tests/support/gazetteers.h"

#include <algorithm>

#include "places/gazetteer.h"
#include "places/relations.h"
#include "tests/support/temporary_directory.h"
#include "text/language.h"

namespace byname::test {

Gazetteer a_gazetteer(std::initializer_list<ANamedPlace> rows) {
  Gazetteer gazetteer;
  const auto number_of = [&gazetteer](const std::string& id) {
    for (std::size_t i = 0; i < gazetteer.places.size(); ++i)
      if (gazetteer.places[i].id == id) return static_cast<PlaceNumber>(i);
    return kNoNumber;
  };
  for (const auto& row : rows) {
    if (number_of(row.place) == kNoNumber)
      gazetteer.places.push_back(
          {.id = row.place, .type = row.type, .parent = number_of(row.parent)});
    gazetteer.names.push_back({.place = number_of(row.place),
                               .text = row.name,
                               .lang = row.lang,
                               .script = std::string(code_of(script_of(row.name))),
                               .kind = row.kind,
                               .ambiguous = row.ambiguous});
  }
  std::stable_sort(gazetteer.names.begin(), gazetteer.names.end(),
                   [](const Name& a, const Name& b) { return a.place < b.place; });
  gazetteer.family = families_of(gazetteer);
  return gazetteer;
}

CompiledGazetteer compiled(const Gazetteer& gazetteer) {
  const TemporaryDirectory directory;  // the mapping outlives the file
  const auto path = directory.path() / "gazetteer.bin";
  compile_gazetteer(gazetteer, path);
  return CompiledGazetteer(path);
}

CompiledGazetteer compiled(std::initializer_list<ANamedPlace> rows) {
  return compiled(a_gazetteer(rows));
}

const CompiledGazetteer& shipped_compiled() {
  static const CompiledGazetteer gazetteer = compiled(shipped_gazetteer());
  return gazetteer;
}

}  // namespace byname::test
