#include "matcher_world.h"

#include "places/gazetteer.h"
#include "tests/support/gazetteers.h"
#include "text/scanner.h"

namespace byname::test {

namespace {

struct NameRow {
  const char* text;
  const char* lang;
  const char* kind = "exonym";
  const char* ambiguous = "";
};

struct PlaceRow {
  const char* id;
  const char* type;
  const char* parent;
  std::vector<NameRow> names;
};

Gazetteer drawn() {
  const std::vector<PlaceRow> rows = {
      {"azerbaijan",
       "country",
       "",
       {{"Azərbaycan", "az", "official", "also historic region in Iran"},
        {"Azerbaijan", "en"},
        {"Азербайджан", "ru"},
        {"Ադրբեջան", "hy"},
        {"Azerbaycan", "tr"},
        {"Azerbaïdjan", "fr"}}},
      {"armenia",
       "country",
       "",
       {{"Հայաստան", "hy", "official"},
        {"Armenia", "en", "exonym", "city in Colombia"},
        {"Армения", "ru"},
        {"Ermənistan", "az"},
        {"erməni", "az", "demonym"}}},
      {"georgia", "country", "", {{"Georgia", "en", "exonym", "US state, given name"}}},
      {"turkey",
       "country",
       "",
       {{"Türkiye", "tr", "official"}, {"Turkey", "en", "exonym", "bird"}}},
      {"china", "country", "", {{"China", "en"}, {"Çin", "az"}, {"Çin", "tr"}}},
      {"qatar", "country", "", {{"Կատար", "hy"}}},
      {"united-states",
       "country",
       "",
       {{"United States", "en"},
        {"US", "en", "abbreviation", "pronoun 'us'"},
        {"USA", "en", "abbreviation"},
        {"the States", "en", "colloquial"}}},
      {"karabakh",
       "region",
       "azerbaijan",
       {{"Qarabağ", "az", "official", "also football club Qarabağ FK"},
        {"Karabakh", "en"},
        {"Карабах", "ru"},
        {"Karabağ", "tr"}}},
      {"nagorno-karabakh",
       "region",
       "karabakh",
       {{"Nagorno-Karabakh", "en"},
        {"Нагорный Карабах", "ru"},
        {"Արցախ", "hy", "endonym", "also historic province, brand, person name"},
        {"Artsakh", "en", "exonym", "also person name, brand (brandy)"},
        {"Haut-Karabakh", "fr"},
        {"Berg-Karabach", "de"}}},
      {"western-azerbaijan", "concept", "", {{"Western Azerbaijan", "en"}}},
      {"iran", "country", "", {{"Iran", "en"}}},
      {"iranian-azerbaijan", "region", "", {{"Iranian Azerbaijan", "en"}}},
      {"xankendi",
       "city",
       "karabakh",
       {{"Xankəndi", "az", "official"},
        {"Khankendi", "en"},
        {"Stepanakert", "en"},
        {"Степанакерт", "ru"},
        {"სტეფანაკერტი", "ka"},
        {"Ստեփանակերտ", "hy", "endonym"}}},
      {"shusha",
       "city",
       "karabakh",
       {{"Şuşa", "az", "official"},
        {"Shusha", "en"},
        {"Shushi", "en", "variant"},
        {"Susa", "en", "variant", "ancient city in Iran, given name"},
        {"Шуша", "ru"}}},
      {"lachin",
       "city",
       "karabakh",
       {{"Laçın", "az", "official", "common word laçın 'falcon', given name"},
        {"Lachin", "en"},
        {"Лачин", "ru"}}},
      {"lachin-corridor",
       "corridor",
       "karabakh",
       {{"Lachin corridor", "en"}, {"corridor de Latchine", "fr"}, {"Лачинский коридор", "ru"}}},
      {"lachin-district", "district", "karabakh", {{"Laçın rayonu", "az", "official"}}},
      {"agdam",
       "city",
       "karabakh",
       {{"Ağdam", "az", "official"}, {"Агдам", "ru", "exonym", "also Soviet port wine «Агдам»"}}},
      {"kalbajar", "city", "karabakh", {{"Kəlbəcər", "az", "official"}, {"Kalbajar", "en"}}},
      {"ganja",
       "city",
       "azerbaijan",
       {{"Gəncə", "az", "official"}, {"Ganja", "en", "exonym", "cannabis"}}},
      {"baku",
       "capital",
       "azerbaijan",
       {{"Bakı", "az", "official"}, {"Baku", "en"}, {"Баку", "ru"}, {"Bakü", "tr"}}},
      {"yerevan",
       "capital",
       "armenia",
       {{"Երևան", "hy", "official"}, {"Yerevan", "en"}, {"Ереван", "ru"}}},
      {"goris", "town", "armenia", {{"Գորիս", "hy", "official"}, {"Goris", "en"}}},
      {"martuni-am", "town", "armenia", {{"Martuni", "en", "exonym", "also Khojavend"}}},
      {"khojavend",
       "town",
       "karabakh",
       {{"Xocavənd", "az", "official"}, {"Martuni", "en", "exonym", "also city in Armenia"}}},
      {"spitak", "town", "armenia", {{"Սպիտակ", "hy", "official", "common word 'white'"}}},
      {"tegh", "village", "armenia", {{"Tex", "fr"}}},
      {"barda", "city", "azerbaijan", {{"Bərdə", "az", "official"}, {"Barda", "en"}}},
      {"ani", "ruins", "turkey", {{"Ani", "en", "exonym", "given name"}}},
      {"van",
       "city",
       "turkey",
       {{"Van", "tr", "official"}, {"Van", "en", "exonym", "vehicle, Dutch particle"}}},
      {"kars", "city", "turkey", {{"Kars", "tr", "official"}}},
      {"washington",
       "capital",
       "united-states",
       {{"Washington", "en", "official", "state, surname"}}},
      {"moscow", "capital", "", {{"Moscow", "en"}, {"Москва", "ru", "official"}}},
      {"minsk", "capital", "", {{"Minsk", "en"}}},
      {"tbilisi", "capital", "georgia", {{"თბილისი", "ka", "official"}, {"Tbilisi", "en"}}},
      {"saint-petersburg", "city", "", {{"Saint Petersburg", "en"}, {"St. Petersburg", "en"}}},
      {"ivory-coast", "country", "", {{"Côte d’Ivoire", "fr"}}},
      {"morocco", "town", "", {{"Fas", "tr"}}},
      {"istanbul", "city", "", {{"Պոլիս", "hyw"}}},
      {"egypt", "", "", {{"Mısır", "tr", ""}}},  // nobody said what it is
      {"quba", "city", "azerbaijan", {{"Cuba", "en", "variant", "the island country"}}},
  };
  Gazetteer gazetteer;
  for (const PlaceRow& row : rows) {
    Place place{.id = row.id, .type = row.type};
    for (PlaceNumber p = 0; p < gazetteer.places.size(); ++p)
      if (gazetteer.places[p].id == row.parent) place.parent = p;
    const auto number = static_cast<PlaceNumber>(gazetteer.places.size());
    gazetteer.places.push_back(place);
    for (const NameRow& name : row.names) {
      gazetteer.names.push_back({.place = number,
                                 .text = name.text,
                                 .lang = name.lang,
                                 .kind = name.kind,
                                 .ambiguous = name.ambiguous});
    }
  }
  gazetteer.family.resize(gazetteer.places.size());
  return gazetteer;
}

template <typename Describe>
std::string line(const CompiledGazetteer& gazetteer, std::string_view text, std::string_view lang,
                 MatcherOptions options, bool rejected, Describe&& describe) {
  std::string result;
  for (const Mention& m : mentions_of(gazetteer, text, lang, options)) {
    if ((m.kind == MentionKind::rejected) != rejected) continue;
    if (!result.empty()) result += " | ";
    result += text.substr(m.begin, m.end - m.begin);
    result += '>' + gazetteer.place_id(m.place) + ' ';
    result += describe(m);
  }
  return result;
}

}  // namespace

const Gazetteer& small_gazetteer() {
  static const Gazetteer gazetteer = drawn();
  return gazetteer;
}

const CompiledGazetteer& small_world() {
  static const CompiledGazetteer world = compiled(small_gazetteer());
  return world;
}

const CompiledGazetteer& shipped_world() {
  static const CompiledGazetteer world = compiled(shipped_gazetteer());
  return world;
}

std::vector<Mention> mentions_of(const CompiledGazetteer& gazetteer, std::string_view text,
                                 std::string_view lang, MatcherOptions options) {
  TokenStream stream;
  scan(text, stream);
  std::vector<Mention> mentions;
  NameMatcher(gazetteer, options)
      .find({.text = text, .stream = stream, .parts = {}, .lang = lang}, mentions);
  return mentions;
}

std::string line_of(const CompiledGazetteer& gazetteer, std::string_view text,
                    std::string_view lang, MatcherOptions options) {
  return line(gazetteer, text, lang, options, false, [](const Mention& m) {
    std::string rule(name_of(m.rule));
    if (m.kind != MentionKind::name) rule += ' ' + std::string(name_of(m.kind));
    return rule;
  });
}

std::string rejected_line_of(const CompiledGazetteer& gazetteer, std::string_view text,
                             std::string_view lang) {
  return line(gazetteer, text, lang, {}, true,
              [](const Mention& m) { return std::string(name_of(m.reason)); });
}

}  // namespace byname::test
