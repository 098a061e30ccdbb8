#include "text/language.h"

#include <gtest/gtest.h>

#include <string>

namespace byname::test {

namespace {

TEST(Language, IsToldFromASentence) {
  const struct {
    std::string_view text;
    std::string_view lang;
  } cases[] = {
      {"The mayor of Shusha met the people of the town on Friday and spoke of the road.", "en"},
      {"Жители города вышли на улицы, чтобы встретить гостей из столицы.", "ru"},
      {"Şəhərin sakinləri bayramı qeyd etmək üçün meydana toplaşdılar.", "az"},
      {"Şehrin sakinleri bayramı kutlamak için meydanda toplandı ve şarkılar söyledi.", "tr"},
      {"Шәһәрин сакинләри бајрамы гејд етмәк үчүн мејдана топлашдылар.", "az"},
      {"Քաղաքի բնակիչները հավաքվել են հրապարակում՝ տոնը նշելու համար։", "hy"},
      {"Քաղաքին բնակիչները հաւաքուած են հրապարակին վրայ եւ կը խօսին, մէկը մէջ մտաւ։ Հայութիւնը կը "
       "յիշէ Պետրոսեանի խօսքը։",
       "hyw"},
      {"ქალაქის მცხოვრებლები მოედანზე შეიკრიბნენ დღესასწაულის აღსანიშნავად.", "ka"},
      {"Мешканці міста зібралися на площі, щоб відзначити свято.", "uk"},
      {"Жыхары горада сабраліся на плошчы, каб адзначыць свята ў нядзелю.", "be"},
      {"ساکنان شهر برای برگزاری جشن در میدان گرد هم آمدند و آواز خواندند.", "fa"},
      {"تجمع سكان المدينة في الساحة للاحتفال بالعيد وغنوا الأغاني.", "ar"},
      {"شهرین اهالیسی بایرام اوچون میداندا توپلاندی و بیر گون ایله بؤیوک اولان ایشلر گؤروندو",
       "azb"},
      {"Les habitants de la ville se sont réunis sur la place pour célébrer la fête.", "fr"},
      {"Die Einwohner der Stadt versammelten sich auf dem Platz, um das Fest zu feiern.", "de"},
      {"Los habitantes de la ciudad se reunieron en la plaza para celebrar la fiesta.", "es"},
      {"Gli abitanti della città si sono riuniti in piazza per celebrare la festa.", "it"},
      {"Mieszkańcy miasta zebrali się na placu, aby świętować.", "pl"},
      {"Οι κάτοικοι της πόλης συγκεντρώθηκαν στην πλατεία.", "el"},
      {"תושבי העיר התאספו בכיכר כדי לחגוג.", "he"},
      {"城市的居民聚集在广场上庆祝节日。", "zh"},
      {"町の住民は祭りを祝うために広場に集まりました。", "ja"},
      {"도시 주민들은 축제를 축하하기 위해 광장에 모였습니다.", "ko"},
      {"ชาวเมืองรวมตัวกันที่จัตุรัส", "th"},
      {"Қала тұрғындары мерекені тойлау үшін алаңға жиналды.", "kk"},
  };
  for (const auto& c : cases) EXPECT_EQ(language_of(c.text), c.lang) << c.text;
}

TEST(Language, IsToldFromATitleWhereItCanBe) {
  const struct {
    std::string_view text;
    std::string_view lang;
  } cases[] = {
      {"Xankəndi şəhəri", "az"},
      {"Dağlıq Qarabağın tarixi", "az"},
      {"Шуша шәһәри", "az"},
      {"Karabağ savaşı sona erdi", "tr"},
      {"Київ і область", "uk"},
      {"Степанакерт сегодня", "ru"},
      {"Lachin corridor blocked", "en"},
      {"Der Krieg um Bergkarabach", "de"},
      {"Guerre au Karabakh", "fr"},
      {"Konflikt w Górskim Karabachu", "pl"},
      {"شهر تهران", "fa"},
      {"مدينة باكو", "ar"},
  };
  for (const auto& c : cases) EXPECT_EQ(language_of(c.text), c.lang) << c.text;
}

TEST(Language, LooksPastAddressesAndHashtags) {
  EXPECT_EQ(language_of("Şəhidlərimizə eşq olsun! #FreeKarabakh #LongLiveTheArmy #StopTheWar "
                        "https://www.example.com/p/all-about-the-war?from=the-front"),
            "az");
  EXPECT_EQ(language_of("Photo du jour dans la ville de #Kalbajar #Azerbaijan #TravelTheWorld"),
            "fr");
}

TEST(Language, NamesFromElsewhereDoNotChangeIt) {
  EXPECT_EQ(language_of("The roads to Şuşa, Xankəndi and Kəlbəcər were opened by the government on "
                        "Monday, and the first buses left the capital in the morning."),
            "en");
  EXPECT_EQ(language_of("Image: Zəngilan bridge over the river, Azerbaijan.jpg"), "en");
  EXPECT_EQ(language_of("The buses to Ağdam go from the square in Şuşa on Monday."), "en");
  EXPECT_EQ(language_of("Bu gün Bakıda hava çox gözəl idi, dənizdə külək yox idi"), "az");
}

TEST(Language, IsEmptyWhenNothingTells) {
  const std::string_view texts[] = {
      "", " \n", "2020 100", "#Karabakh #Baku", "https://a.az/the/road", "🇦🇿", "\xFF\xFE\x80"};
  for (const std::string_view text : texts) EXPECT_EQ(language_of(text), "") << text;
}

TEST(Language, DoesNotDependOnWhatComesLate) {
  std::string text = "The mayor of the town met the people and spoke of the road to the north. ";
  while (text.size() < 20'000) text += text;
  const std::string before = language_of(text);
  text += "Şəhərin sakinləri bayramı qeyd etmək üçün meydana toplaşdılar.\xC5";
  EXPECT_EQ(language_of(text), before);
  EXPECT_EQ(before, "en");
}

TEST(Script, IsThatOfMostLetters) {
  const struct {
    std::string_view word;
    Script script;
    std::string_view code;
  } cases[] = {
      {"Baku", Script::latin, "Latn"},
      {"Баку", Script::cyrillic, "Cyrl"},
      {"Αθήνα", Script::greek, "Grek"},
      {"Երևան", Script::armenian, "Armn"},
      {"თბილისი", Script::georgian, "Geor"},
      {"ᲗᲑᲘᲚᲘᲡᲘ", Script::georgian, "Geor"},
      {"ירושלים", Script::hebrew, "Hebr"},
      {"تهران", Script::arabic, "Arab"},
      {"東京タワー", Script::cjk, "Hani"},
      {"서울", Script::cjk, "Hani"},
      {"กรุงเทพ", Script::other, ""},
      {"2020", Script::none, ""},
      {"", Script::none, ""},
      {"\xFF", Script::none, ""},
      {"Сtepanakert", Script::latin, "Latn"},
      {"NATOს", Script::latin, "Latn"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(script_of(c.word), c.script) << c.word;
    EXPECT_EQ(code_of(c.script), c.code);
  }
}

}  // namespace

}  // namespace byname::test
