#include "places/sounding.h"

#include <algorithm>

#include "places/sound.h"

namespace byname {

std::vector<SoundsLike> names_sounding_like(const CompiledGazetteer& gazetteer,
                                            std::string_view folded_word, double limit,
                                            bool short_too) {
  std::vector<NameNumber> names;
  const auto append = [&](std::string_view key) {
    std::vector<NameNumber> some;
    gazetteer.names_by_sound(key, some);
    names.insert(names.end(), some.begin(), some.end());
  };
  for (const auto& key : sound_keys(folded_word))
    if (consonants(key) >= 3) append(key);
  if (short_too)
    for (const auto& key : vowelled_keys(folded_word))
      if (key.size() > 4) append(key);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<SoundsLike> near;
  for (const NameNumber name : names) {
    std::string listed(gazetteer.folded(name));
    std::erase(listed, ' ');
    const double distance = sound_distance(folded_word, listed);
    if (distance <= limit) near.push_back({name, distance});
  }
  std::stable_sort(near.begin(), near.end(), [](const SoundsLike& a, const SoundsLike& b) {
    return a.distance < b.distance;
  });
  return near;
}

}  // namespace byname
