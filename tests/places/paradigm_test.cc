#include "places/paradigm.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace byname {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::set<std::string> texts_of(std::string_view name, std::string_view lang) {
  std::set<std::string> texts;
  for (const Form& form : forms_of(name, lang)) texts.insert(form.text);
  return texts;
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    words.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

TEST(Paradigm, MakesTheFormsOfALanguageAndNoOthers) {
  const struct {
    std::string_view lang;
    std::string_view name;
    std::string_view wanted;  // comma between them
    std::string_view unwanted;
  } cases[] = {
      // Azerbaijani: harmony, buffers, q and k, possessive compounds, person, demonyms, script
      {"az", "Şuşa", "Şuşanın,Şuşaya,Şuşanı,Şuşada,Şuşadan,Şuşayla,Şuşadakı,Şuşadır,Şuşamız",
       "Şuşaın"},
      {"az", "Kəlbəcər", "Kəlbəcərin,Kəlbəcərə,Kəlbəcərdən,kəlbəcərli,kəlbəcərlilər", "Kəlbəcərın"},
      {"az", "Füzuli", "Füzulinin,Füzuliyə,Füzulidə,Füzulidəki,Füzulidəkilər", "Füzulinın"},
      {"az", "Zəngəzur", "Zəngəzuru,Zəngəzurun,Zəngəzurda", "Zəngəzurı"},
      {"az", "Xankəndi", "Xankəndinə,Xankəndiyə,Xankəndində,Xankəndidə,Xankəndindən,Xankəndidir",
       ""},
      {"az", "Laçın dəhlizi", "Laçın dəhlizinin,Laçın dəhlizinə,Laçın dəhlizindən",
       "Laçının dəhlizi"},
      {"az", "Bakı", "Bakıyadək,Bakıdadır,Bakıdaydı,Bakımı", "Bakınə,Bakında"},
      {"az", "Xınalıq", "Xınalığa,Xınalığın,Xınalıqda,Xınalıqdan", "Xınalığda"},
      {"az", "Sədərək", "Sədərəyin,Sədərəkin,Sədərəkdə", ""},
      {"az", "Qarabağ",
       "qarabağlı,qarabağlılar,qarabağlıların,qarabağlıyıq,qarabağlılarımızdan,Qarabağ'da,"
       "qarabağsız",
       "Qarabağlar"},
      {"az", "Azərbaycan",
       "azərbaycanca,azərbaycanlılıq,azərbaycanlılığın,azərbaycanlaşdırma,Azərbaycanam,"
       "Azərbaycanımız,Azərbaycandadır",
       ""},
      {"az", "Ханкәнди", "Ханкәндинә,Ханкәндиндә,Ханкәндијә", "Ханкәндиde"},
      {"az", "Шуша", "Шушанын,Шушаја,шушалы,шушалылар", ""},
      {"az", "XANKƏNDİ", "XANKƏNDİnə,XANKƏNDİdə", ""},
      // Turkish: the apostrophe, D and C after voiceless, softening only without it
      {"tr", "Karabağ",
       "Karabağ'ın,Karabağ'a,Karabağ'daki,Karabağ'dakiler,Karabağ'dakilerin,Karabağlı,Karabağlılar,"
       "Karabağda,Karabağ'dayız",
       "Karabağta"},
      {"tr", "Kars", "Kars'ta,Kars'tan,Karslı,Kars'tır", "Kars'da"},
      {"tr", "Bakü", "Bakü'nün,Bakü'ye,Bakü'yü,Bakülü,Bakülüler,Bakülülerden,Baküde", "Bakü'nü"},
      {"tr", "Hankendi", "Hankendi'ne,Hankendi'ye,Hankendi'nden,Hankendine", ""},
      {"tr", "Laçın Koridoru", "Laçın Koridoru'nda,Laçın Koridoru'nun,Laçın Koridorundan",
       "Laçın Koridoruyu"},
      {"tr", "Sadarak", "Sadarağa,Sadarak'a", "Sadarağ'a,Sadarağda"},
      {"tr", "Kura", "Kura'nın,Kura'da", "Kurama,Kuran"},
      {"tr", "AB", "AB'nin,AB'de", "ABde,ABli"},
      {"tr", "Lâçın", "Lâçın'da,Lâçınlı", "Lâçın'de"},
      // Armenian
      {"hy", "Շուշի",
       "Շուշիի,Շուշիից,Շուշիում,Շուշվա,Շուշիին,շուշեցի,շուշեցիներ,շուշեցիների,շուշեցու,Շուշին", ""},
      {"hy", "Բաքու", "Բաքվի,Բաքվում,Բաքվից,Բաքուն,բաքվեցի,բաքվեցիներից", "Բաքուում2"},
      {"hy", "Թուրքիա", "Թուրքիայի,Թուրքիայում,Թուրքիան,թուրքական,թուրքական,թուրքերեն",
       "Թուրքիաիի"},
      {"hy", "Երևան", "Երևանի,Երևանը,Երևանն,Երևանում,երևանցի,երևանցիները,երևանյան,երևանյանը",
       "Երևանյան"},
      {"hy", "Արցախ", "արցախահայություն,արցախյան,արցախցի,արցախցուն,Արցախս", ""},
      {"hy", "Ադրբեջան", "ադրբեջանական,ադրբեջանականի,ադրբեջաներեն", ""},
      {"hy", "Մեղրի", "Մեղրու,Մեղրուց,Մեղրիում", ""},
      {"hy", "Էջմիածին", "Էջմիածնի,Էջմիածնում", ""},
      {"hy", "Կարմիր բլուր", "Կարմիր բլրի,Կարմիր բլրից", ""},
      {"hy", "Սևան", "Սևանիցն,Սևանում", "Սևանիը,Սևանումը"},
      {"hy", "Լեռնային Ղարաբաղ", "Լեռնային Ղարաբաղի,Լեռնային Ղարաբաղում", "Լեռնայինի Ղարաբաղ"},
      {"hy", "Արցախի Հանրապետություն", "Արցախի Հանրապետության,Արցախի Հանրապետությունից",
       "Արցախի Հանրապետությունի"},
      {"hyw", "Արցախ", "Արցախէն,Արցախի,արցախեան,արցախցիներուն", ""},
      {"hyw", "Պոլիս", "Պոլսոյ,Պոլիսէն,պոլսեցի,պոլսահայ", ""},
      {"hyw", "Վան", "Վանայ,Վանէս", ""},
      {"hyw", "Թուրքիա", "Թուրքիոյ,Թուրքիայէն", ""},
      // Russian
      {"ru", "Карабах",
       "Карабаха,Карабахом,карабахский,карабахского,карабахцы,карабахцев,карабахка",
       "Карабахов,Карабахы"},
      {"ru", "Шуша", "Шуши,Шушу,Шушой,шушинская,шушинцы", "Шушы"},
      {"ru", "Гянджа", "Гянджи,Гянджой,гянджинский", "Гянджы"},
      {"ru", "Армения", "Армении,Армению,Арменией", "Армениы"},
      {"ru", "Нахичевань", "Нахичевани,Нахичеванью,нахичеванский", ""},
      {"ru", "Чернобыль", "Чернобыля,Чернобылем,чернобыльский", ""},
      {"ru", "Донецк", "Донецка,донецкий", "донецкский"},
      {"ru", "Орёл", "Орла,Орле,Орлом", ""},
      {"ru", "Великие Луки", "Великих Лук,Великих Луках,Великим Лукам", ""},
      {"ru", "Московская область", "Московской области,Московскую область,Московской областью", ""},
      {"ru", "Соединённые Штаты Америки",
       "Соединённых Штатов Америки,Соединённых Штатах Америки,Соединёнными Штатами Америки",
       "Соединённых Штат Америки"},
      {"ru", "Грозный", "Грозного,Грозном,Грозным,грозненский", "Грозныйа"},
      {"ru", "Закаталы", "Закатал,Закаталах,закатальский", ""},
      {"ru", "Баку", "бакинский,бакинцы,бакинцев", "Бакуа,Баков"},
      {"ru", "Лачин", "Лачина,лачинский", "Лачинов,Лачинова,лачинян,Лачинян"},
      {"ru", "Куба", "Кубы,кубинский", "кубка,кубки,кубок"},
      {"ru", "Египет", "Египта,Египте", ""},
      {"ru", "Маврикий", "Маврикия,Маврикием", ""},
      {"ru", "Петропавловск-Камчатский", "Петропавловска-Камчатского,Петропавловске-Камчатском",
       ""},
      {"ru", "Москва", "Москвы,московский,московского", ""},
      {"ru", "Джебраил", "джебраильский,Джебраила", ""},
      {"ru", "Нагорный Карабах",
       "Нагорного Карабаха,Нагорному Карабаху,Нагорном "
       "Карабахе,нагорно-карабахский,нагорнокарабахского",
       "Нагорного Карабахе,Нагорный Карабаха"},
      {"ru", "Южная Осетия", "Южной Осетии,Южную Осетию,южно-осетинский", "Южного Осетии"},
      {"ru", "Каспийское море", "Каспийского моря,Каспийским морем,Каспийском море", ""},
      {"ru", "Нагорно-Карабахская Республика",
       "Нагорно-Карабахской Республики,Нагорно-Карабахскую Республику", ""},
      {"ru", "Республика Арцах", "Республики Арцах,Республику Арцах", "Республика Арцаха"},
      {"ru", "Ростов-на-Дону", "Ростова-на-Дону,Ростове-на-Дону", "Ростов-на-Дона"},
      {"ru", "Старый Баку", "Старого Баку,Старом Баку", ""},
      {"ru", "Лачинский коридор", "Лачинского коридора,Лачинским коридором",
       "лачинский коридорский"},
      // Ukrainian
      {"pl", "Stepanakert", "Stepanakertu,Stepanakertem,Stepanakercie", "Stepanakertie"},
      {"pl", "Erywań", "Erywania,Erywaniu,Erywaniem", "Erywańa"},
      {"pl", "Szusza", "Szuszy,Szuszę,Szuszą", "Szuszie"},
      {"pl", "Ankara", "Ankary,Ankarze,Ankarę", ""},
      {"pl", "Kraków", "Krakowa,Krakowie", "Krakówa"},
      {"pl", "Górski Karabach", "Górskiego Karabachu,Górskim Karabachu", "Górskiego Karabach"},
      {"pl", "Korea Północna", "Korei Północnej,Koreę Północną", ""},
      {"pl", "Stany Zjednoczone", "Stanów Zjednoczonych,Stanach Zjednoczonych", ""},
      {"pl", "Azerbejdżan", "Azerbejdżanie,azerbejdżański,azerbejdżańskiej", ""},
      {"el", "Αρμενία", "Αρμενίας", ""},
      {"ar", "أنقرة", "وأنقرة,بأنقرة,لأنقرة", "للأنقرة,ة"},
      {"ar", "القوقاز", "بالقوقاز,للقوقاز,وللقوقاز", ""},
      {"el", "Αράξης", "Αράξη", ""},
      {"el", "Ορεινό Καραμπάχ", "Ορεινού Καραμπάχ", "Ορεινό Καραμπάχου"},
      {"uk", "Кривий Ріг", "Кривого Рогу,Кривому Розі,Кривим Рогом", ""},
      {"uk", "Сполучені Штати Америки", "Сполучених Штатів Америки,Сполученими Штатами Америки",
       ""},
      {"uk", "Карабах", "Карабаху,Карабасі,карабахський,карабаський", ""},
      {"uk", "Київ", "Києва,Києві,Києвом,київський,київського", "київсько"},
      {"uk", "Харків", "Харкова,Харкові,харківський", ""},
      {"uk", "Шуша", "Шуші,Шушу,Шушею,шушинський", "Шуши"},
      {"uk", "Вірменія", "Вірменії,Вірменією,вірменський", ""},
      {"uk", "Нахічевань", "Нахічевані,Нахічеванню", ""},
      {"uk", "Донецьк", "Донецька,донецька,донецької", ""},
      {"uk", "Баку", "бакинський,бакинці", "бацький"},
      {"uk", "Чернівці", "Чернівців,Чернівцях,чернівецький", ""},
      {"uk", "Америка", "Америці,американський", ""},
      {"uk", "Відень", "Відня,Відні,Віднем", ""},
      {"uk", "Ірпінь", "Ірпеня,Ірпені", ""},
      {"uk", "Єгипет", "Єгипту,Єгипті", ""},
      {"uk", "Дністер", "Дністра,Дністром", ""},
      {"uk", "Дебальцеве", "Дебальцевого,Дебальцевому,Дебальцева", ""},
      {"uk", "Коста-Рика", "Коста-Рики,Коста-Риці", ""},
      {"uk", "Кам'янець-Подільський", "Кам'янця-Подільського,Кам'янцем-Подільським", ""},
      {"uk", "Нагірний Карабах", "Нагірного Карабаху,Нагірному Карабасі,нагірнокарабаський", ""},
      // Georgian
      {"ka", "ხანქენდი", "ხანქენდში,ხანქენდიში,ხანქენდიზე,ხანქენდიდან,ხანქენდის", "ხანქენდიი"},
      {"ka", "თბილისი",
       "თბილისის,თბილისში,თბილისმა,თბილისამდე,თბილისისკენ,თბილისისთვის,თბილისიდან,თბილისივით,"
       "თბილისელები,თბილისელებმა,თბილისური",
       "თბილისიი"},
      {"ka", "ერევანი", "ერევნის,ერევნიდან,ერევანში,ერევანს,ერევნელი", ""},
      {"ka", "შუშა", "შუშის,შუშიდან,შუშაში,შუშას,შუშელი", "შუშაის"},
      {"ka", "რუსეთი", "რუსეთისადმი,რუსეთ", ""},
      {"ka", "რომი", "რომში,რომის", "რომ"},
      {"ka", "ბაქო", "ბაქოს,ბაქოში,ბაქოდან,ბაქოსკენ,ბაქოსთვის,ბაქომდე,ბაქოელი,ბაქოელების", ""},
      {"ka", "თურქეთი", "თურქეთის,თურქული", ""},
      {"ka", "მთიანი ყარაბაღი", "მთიან ყარაბაღში,მთიანი ყარაბაღის,მთიანმა ყარაბაღმა", ""},
      // Persian, South Azerbaijani
      {"fa", "باکو", "باکوی,باکویی,باکوست,باکورا", ""},
      {"fa", "گنجه", "گنجهی,گنجوی,گنجهای", "گنجی"},
      {"fa", "تبریز", "تبریزی,تبریزیها,تبریزی ها,تبریزم,تبریزمان", ""},
      {"azb", "تبریز", "تبریزده,تبریزدن,تبریزین,تبریزلی,تبریزلیلر", ""},
      // English
      {"en", "Karabakh", "Karabakh's,Karabakhi,Karabakhis,Karabakhtsi", "Karabakhs"},
      {"en", "Armenia", "Armenian,Armenians,Armenian's,Armenianization", "Armenias"},
      {"en", "Goris", "Goris's,Goris'", ""},
      {"en", "Baku", "Bakuvian,Bakuvians", "Bakus"},
      {"en", "Gyumri", "Gyumri's,Gyumretsi", ""},
      {"en", "Turkey", "Turkey's", "Turkeys,Turki"},
      {"en", "Ani", "Ani's", "Anian,Anii,Anis"},
      {"en", "Shusha", "Shusha's,Shushetsi", "Shushan,Susanna"},
      {"en", "Lachin corridor", "Lachin corridor's", "Lachin corridori"},
      {"en", "USSR", "USSR's", "USSRi"},
      // German, French
      {"de", "Karabach", "Karabachs,Karabacher,karabachische,Karabachkrieg,Karabachkonflikts", ""},
      {"de", "Armenien", "Armeniens,Armenier,armenische", "Armeniener"},
      {"de", "Berg-Karabach", "Berg-Karabachs,BergKarabach", ""},
      {"fr", "Arménie", "arménien,arméniennes", "Arménies"},
      {"fr", "Azerbaïdjan", "azerbaïdjanais,azerbaïdjanaise", ""},
      {"fr", "Bakou", "bakinois", ""},
  };
  for (const auto& c : cases) {
    const std::set<std::string> texts = texts_of(c.name, c.lang);
    for (const std::string& form : split_at_commas(c.wanted)) {
      EXPECT_TRUE(texts.contains(form)) << form << " is no form of " << c.name;
    }
    for (const std::string& form : split_at_commas(c.unwanted)) {
      EXPECT_FALSE(texts.contains(form)) << form << " is a form of " << c.name;
    }
  }
}

TEST(Paradigm, SaysWhatAFormIs) {
  const struct {
    std::string_view lang;
    std::string_view name;
    Form form;
  } cases[] = {
      {"az", "Bakı", {"Bakının", MentionKind::name, false}},
      {"az", "Bakı", {"bakılı", MentionKind::demonym, true}},
      {"az", "Bakı", {"bakılıların", MentionKind::demonym, true}},
      {"az", "Azərbaycan", {"azərbaycanca", MentionKind::adjective, true}},
      {"tr", "Bakü", {"Bakülü", MentionKind::demonym, false}},
      {"hy", "Երևան", {"երևանցի", MentionKind::demonym, true}},
      {"hy", "Ղարաբաղ", {"ղարաբաղյան", MentionKind::adjective, true}},
      {"ru", "Карабах", {"Карабаху", MentionKind::name, false}},
      {"ru", "Карабах", {"карабахского", MentionKind::adjective, true}},
      {"ru", "Карабах", {"карабахцев", MentionKind::demonym, true}},
      {"uk", "Донецьк", {"Донецька", MentionKind::name, false}},
      {"uk", "Донецьк", {"донецька", MentionKind::adjective, true}},
      {"ka", "თბილისი", {"თბილისელი", MentionKind::demonym, true}},
      {"ka", "თბილისი", {"თბილისური", MentionKind::adjective, true}},
      {"fa", "تبریز", {"تبریزی", MentionKind::adjective, false}},
      {"en", "Karabakh", {"Karabakhi", MentionKind::adjective, false}},
      {"en", "Karabakh", {"Karabakhis", MentionKind::demonym, false}},
      {"en", "Armenia", {"Armenia's", MentionKind::name, false}},
      {"en", "Armenia", {"Armenianization", MentionKind::adjective, false}},
      {"de", "Karabach", {"karabachische", MentionKind::adjective, true}},
      {"fr", "Arménie", {"arméniennes", MentionKind::adjective, true}},
  };
  for (const auto& c : cases) EXPECT_THAT(forms_of(c.name, c.lang), Contains(c.form)) << c.name;
}

TEST(Paradigm, InflectsListedAdjectivesAndDemonyms) {
  const auto adjective = MentionKind::adjective;
  const auto demonym = MentionKind::demonym;
  const struct {
    std::string_view lang;
    std::string_view word;
    MentionKind kind;
    std::string_view wanted;
    std::string_view unwanted;
  } cases[] = {
      {"ru", "русский", adjective, "русского,русская,русские,русскими", "русскийский,русскиец"},
      {"ru", "армянин", demonym, "армянина,армян,армяне,армянами", "армянинский"},
      {"ru", "армяне", demonym, "армян,армянам,армянами,армянах", "армянем"},
      {"ru", "турок", demonym, "турка,турки,туркам", "турокский"},
      {"ru", "азербайджанцы", demonym, "азербайджанцев,азербайджанцам", ""},
      {"ru", "армянка", demonym, "армянки,армянок,армянкам", ""},
      {"uk", "турецький", adjective, "турецького,турецька,турецькі", ""},
      {"uk", "вірмени", demonym, "вірмен,вірменам", ""},
      {"hy", "հայկական", adjective, "հայկականի,հայկականը", "հայկականցի"},
      {"hy", "հայ", demonym, "հայեր,հայերի,հայերը,հային", "հայական"},
      {"hyw", "հայ", demonym, "հայերու,հայերը", ""},
      {"ka", "სომეხი", demonym, "სომხები,სომხების,სომეხმა", ""},
      {"ka", "რუსული", adjective, "რუსულმა,რუსულს,რუსულად", ""},
      {"az", "erməni", demonym, "ermənilər,ermənilərin,erməninin,erməniyəm", "ermənili,ermənisiz"},
      {"tr", "Ermeni", demonym, "Ermeniler,Ermenilerin,Ermeni'nin,Ermenice", "Ermenili"},
      {"fa", "ایرانی", adjective, "ایرانیان,ایرانیها,ایرانی ها", ""},
      {"en", "Azeri", adjective, "Azeris,Azeri's", "Azerii,Azerian"},
      {"en", "French", adjective, "French's", "Frenchs"},
      {"en", "Azeris", demonym, "Azeris'", "Azeriss,Azeris's"},
      {"de", "armenisch", adjective, "armenische,armenischen,armenischer", ""},
      {"de", "Armenier", demonym, "Armeniern,Armenierin,Armenierinnen", ""},
      {"fr", "russe", adjective, "russes", "russee"},
  };
  for (const auto& c : cases) {
    std::set<std::string> texts;
    for (const Form& form : forms_of(c.word, c.lang, c.kind)) {
      EXPECT_NE(form.kind, MentionKind::name) << form.text;
      texts.insert(form.text);
    }
    for (const std::string& form : split_at_commas(c.wanted)) {
      EXPECT_TRUE(texts.contains(form)) << form << " is no form of " << c.word;
    }
    for (const std::string& form : split_at_commas(c.unwanted)) {
      EXPECT_FALSE(texts.contains(form)) << form << " is a form of " << c.word;
    }
  }
  const Form azeris{"Azeris", demonym, false};
  EXPECT_THAT(forms_of("Azeri", "en", adjective), Contains(azeris));
  EXPECT_THAT(forms_of("русский", "ru", adjective), Contains(Form{"русского", adjective, true}));
}

TEST(Paradigm, ExplainsAForm) {
  std::string chain;
  for (const ExplainedForm& explained : explained_forms_of("Bakı", "az")) {
    if (explained.form.text == "bakılıların") chain = explained.chain;
  }
  EXPECT_EQ(chain, "dem+pl+gen");
  EXPECT_EQ(explained_forms_of("Bakı", "az").size(), forms_of("Bakı", "az").size());
}

TEST(Paradigm, LeavesOutTheNameItselfAndRepeats) {
  for (const std::string& lang : grammar_languages()) {
    for (const std::string_view name : {"Şuşa", "Баку", "Грозный", "Երևան", "თბილისი", "گنجه"}) {
      std::set<std::pair<std::string, bool>> seen;
      for (const Form& form : forms_of(name, lang)) {
        EXPECT_NE(form.text, name) << lang;
        EXPECT_TRUE(seen.insert({form.text, form.lower_case}).second) << form.text;
      }
    }
  }
}

TEST(Paradigm, HasNoFormsForOtherScriptsLanguagesAndNonsense) {
  const struct {
    std::string_view lang;
    std::string_view name;
  } cases[] = {
      {"ru", "Shusha"}, {"en", "Шуша"},    {"hy", "თბილისი"}, {"xx", "Şuşa"},     {"", "Şuşa"},
      {"az", ""},       {"az", " "},       {"az", "-"},       {"az", "1988"},     {"ru", "НКР"},
      {"ru", "Ах"},     {"en", "Route 7"}, {"az", "Şuşa)"},   {"az", "\xff\xfe"},
  };
  for (const auto& c : cases) EXPECT_THAT(forms_of(c.name, c.lang), IsEmpty()) << c.name;
  const std::string endless(100000, 'a');
  EXPECT_THAT(forms_of(endless, "az"), IsEmpty());
  std::string words;
  for (int i = 0; i < 50; ++i) words += "a ";
  EXPECT_THAT(forms_of(words + "b", "ru"), IsEmpty());
}

TEST(Paradigm, ManyAgreeingWordsDoNotMultiply) {
  std::string name;
  for (int i = 0; i < 7; ++i) name += "Старые ";
  EXPECT_LE(forms_of(name + "Горы", "ru").size(), 20000u);
}

TEST(Paradigm, TakesAnyMarksAndNormalForm) {
  const std::string decomposed = "Bak\u0131";
  EXPECT_THAT(texts_of("S\u0327us\u0327a", "az"), Contains("Şuşanın"));
  EXPECT_THAT(texts_of(decomposed, "az"), Contains("Bakının"));
  EXPECT_THAT(texts_of("Erevan", "tr"), Contains("Erevan'da"));
  EXPECT_THAT(texts_of("Khankendi", "az"), Contains("Khankendində"));
}

TEST(Paradigm, KeepsTheNumberOfFormsInBounds) {
  for (const std::string& lang : grammar_languages()) {
    for (const std::string_view name :
         {"Xınalıq kəndi", "Карабах", "Верхний Карабах", "Երևան", "ერევანი", "گنجه", "Karabakh"}) {
      EXPECT_LE(forms_of(name, lang).size(), 600u) << lang << " " << name;
    }
  }
}

TEST(Paradigm, FingerprintIsAStableHash) {
  EXPECT_EQ(grammar_fingerprint().size(), 16u);
  EXPECT_EQ(grammar_fingerprint(), grammar_fingerprint());
}

}  // namespace
}  // namespace byname
