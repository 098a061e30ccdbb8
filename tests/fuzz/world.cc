#include "tests/fuzz/world.h"

#include <vector>

#include "tests/support/gazetteers.h"

namespace byname::fuzz {

const CompiledGazetteer& world() {
  static const CompiledGazetteer gazetteer = test::compiled({
      {"xankendi", "Xankəndi", "az"},
      {"xankendi", "Ханкенди", "ru"},
      {"xankendi", "Stepanakert", "en"},
      {"xankendi", "Степанакерт", "ru"},
      {"xankendi", "Ստեփանակերտ", "hy"},
      {"xankendi", "სტეფანაკერტი", "ka"},
      {"xankendi", "خانکندی", "fa"},
      {"karabakh", "Qarabağ", "az"},
      {"karabakh", "Karabakh", "en"},
      {"karabakh", "Карабах", "ru"},
      {"karabakh", "карабахский", "ru", "adjective"},
      {"nk", "Nagorno-Karabakh", "en"},
      {"nk", "Нагорный Карабах", "ru"},
      {"nk", "Dağlıq Qarabağ", "az"},
      {"nk", "NKR", "en", "abbreviation"},
      {"shusha", "Şuşa", "az"},
      {"shusha", "Shusha", "en"},
      {"shusha", "Шуша", "ru"},
      {"shusha", "Շուշի", "hy"},
      {"baku", "Bakı", "az"},
      {"baku", "Баку", "ru"},
      {"baku", "Baku", "en", "exonym", "city", "metonym"},
      {"lachin", "Laçın", "az", "official", "city", "person"},
      {"lachin", "Lachin", "en"},
      {"gence", "Gəncə", "az", "official", "city", "common"},
      {"armenia", "Հայաստան", "hy"},
      {"armenia", "Armenia", "en"},
      {"armenia", "Armenian", "en", "adjective"},
      {"armenia", "հայ", "hy", "demonym"},
      {"usa", "US", "en", "abbreviation"},
      {"usa", "United States", "en"},
      {"turkey", "Türkiye", "tr"},
      {"turkey", "Turkey", "en", "exonym", "country", "common"},
  });
  return gazetteer;
}

void read_everything(const CompiledGazetteer& gazetteer) {
  std::vector<FormEntry> entries;
  std::vector<NameNumber> names;
  for (PlaceNumber place = 0; place < gazetteer.place_count(); ++place) {
    const auto [first, last] = gazetteer.names_of(place);
    gazetteer.find_place(gazetteer.place(place).id);
    gazetteer.shown_name(place, "ru");
    gazetteer.family(place);
    gazetteer.contained(place);
    for (NameNumber name = first; name < last; ++name) {
      gazetteer.name(name);
      gazetteer.ambiguity_of(name);
      gazetteer.lang_of(name);
      gazetteer.place_of(name);
      gazetteer.forms(gazetteer.folded(name), entries);
      gazetteer.names_by_sound(gazetteer.folded(name), names);
    }
  }
  for (const NameNumber name : gazetteer.names_by_length(3, 7)) gazetteer.folded(name);
  gazetteer.longest_key();
  gazetteer.hash();
}

}  // namespace byname::fuzz
