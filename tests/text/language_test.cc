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
      {"file: Keşdək village, Kalbajar, Azerbaijan.jpg", "en"},
      {"Ağdam mosque before restoration", "en"},
      {"Xudafərin körpüsü", "az"},
      {"Der Krieg um Bergkarabach", "de"},
      {"Guerre au Karabakh", "fr"},
      {"Konflikt w Górskim Karabachu", "pl"},
      {"شهر تهران", "fa"},
      {"مدينة باكو", "ar"},
  };
  for (const auto& c : cases) EXPECT_EQ(language_of(c.text), c.lang) << c.text;
}

// A sentence or two in English ahead of what was translated: the rest outweighs them.
TEST(Language, IsNotTheBeginningsAlone) {
  const std::string english =
      "The meeting ended in the afternoon and the ministers did not speak to the press. The new "
      "bridge over the river is to be opened in March. ";
  const std::string others[][2] = {
      {"az",
       "Görüş günortadan sonra başa çatdı və nazirlər mətbuata danışmadılar. Çayın üzərindəki "
       "yeni körpü martda açılacaq, tunel işləri davam edir. "},
      {"ru",
       "Встреча закончилась днём, и министры не говорили с прессой. Новый мост через реку "
       "откроют в марте, а работы в тоннеле продолжаются, и это хорошо. "},
      {"de",
       "Die Sitzung endete am Nachmittag und die Minister sprachen nicht mit der Presse. Die "
       "neue Brücke über den Fluss wird im März eröffnet, die Arbeiten am Tunnel dauern an. "}};
  for (const auto& [lang, text] : others)
    EXPECT_EQ(language_of(english + text + text + text), lang) << text;
}

// Texts long enough for a glance, and what stands near to them.
TEST(Language, IsToldFromItsRelatives) {
  const struct {
    std::string_view lang;
    std::string_view text;  // twice, to be long enough
  } cases[] = {
      {"es",
       "La reunión terminó por la tarde y los ministros no hablaron con la prensa. El nuevo "
       "puente sobre el río se abrirá en marzo, y las obras del túnel siguen. "},
      {"pt",
       "A reunião terminou à tarde e os ministros não falaram com a imprensa. A nova ponte "
       "sobre o rio abrirá em março, e as obras do túnel continuam. "},
      {"ca",
       "La reunió va acabar a la tarda i els ministres no van parlar amb la premsa. El nou "
       "pont sobre el riu s'obrirà al març, i les obres del túnel continuen. "},
      {"gl",
       "A reunión rematou pola tarde e os ministros non falaron coa prensa. A nova ponte "
       "sobre o río abrirase en marzo, e as obras do túnel seguen. "},
      {"it",
       "La riunione è finita nel pomeriggio e i ministri non hanno parlato con la stampa. Il "
       "nuovo ponte sul fiume sarà aperto a marzo, e i lavori della galleria continuano. "},
      {"nl",
       "De vergadering eindigde in de middag en de ministers spraken niet met de pers. De "
       "nieuwe brug over de rivier gaat in maart open, en het werk aan de tunnel gaat door. "},
      {"de",
       "Die Sitzung endete am Nachmittag und die Minister sprachen nicht mit der Presse. Die "
       "neue Brücke über den Fluss wird im März eröffnet, die Arbeiten am Tunnel dauern an. "},
      {"tr",
       "Toplantı öğleden sonra sona erdi ve bakanlar basına konuşmadı. Nehrin üzerindeki yeni "
       "köprü martta açılacak, tünel çalışmaları sürüyor. "},
      {"az",
       "Görüş günortadan sonra başa çatdı və nazirlər mətbuata danışmadılar. Çayın üzərindəki "
       "yeni körpü martda açılacaq, tunel işləri davam edir. "},
      {"pl",
       "Spotkanie zakończyło się po południu i ministrowie nie rozmawiali z prasą. Nowy most "
       "na rzece zostanie otwarty w marcu, a prace nad tunelem trwają. "},
      {"cs",
       "Schůze skončila odpoledne a ministři s tiskem nemluvili. Nový most přes řeku bude "
       "otevřen v březnu a práce na tunelu pokračují. "},
      {"ru",
       "Встреча закончилась днём, и министры не говорили с прессой. Новый мост через реку "
       "откроют в марте, а работы в тоннеле продолжаются, и это хорошо. "},
      {"uk",
       "Зустріч закінчилася вдень, і міністри не говорили з пресою. Новий міст через річку "
       "відкриють у березні, а роботи в тунелі тривають. "},
      {"bg",
       "Срещата завърши следобед и министрите не говориха с пресата. Новият мост над реката "
       "ще бъде открит през март, а работата по тунела продължава. "},
      {"kk",
       "Кездесу түстен кейін аяқталды, министрлер баспасөзбен сөйлескен жоқ. Өзендегі жаңа "
       "көпір наурызда ашылады, туннельдегі жұмыс жалғасуда. "},
      {"hy",
       "Հանդիպումն ավարտվեց կեսօրին, և նախարարները չխոսեցին մամուլի հետ։ Գետի վրայի նոր "
       "կամուրջը կբացվի մարտին, իսկ թունելի աշխատանքները շարունակվում են։ "},
      {"hyw",
       "Հանդիպումը վերջացաւ կէսօրէ ետք եւ նախարարները չխօսեցան մամուլին հետ։ Գետին վրայի նոր "
       "կամուրջը մը կը բացուի, կ՚ըսէ Պետրոսեանի հետեւորդը, եւ աշխատութիւնը կը շարունակուի։ "},
      {"fa",
       "نشست بعد از ظهر پایان یافت و وزیران با خبرنگاران گفتگو نکردند. پل جدید روی رودخانه در "
       "ماه مارس باز می‌شود و کار در تونل ادامه دارد. "},
      {"ar",
       "انتهى الاجتماع بعد الظهر ولم يتحدث الوزراء إلى الصحافة. سيفتح الجسر الجديد على النهر "
       "في مارس، والعمل في النفق مستمر حتى الآن. "},
      {"ko",
       "회의는 오후에 끝났고 장관들은 언론과 이야기하지 않았다. 강 위의 새 다리는 3월에 열릴 "
       "것이며 터널 공사는 계속되고 있다. "},
      {"ja",
       "会議は午後に終わり、大臣たちは記者と話さなかった。川にかかる新しい橋は三月に開通し、ト"
       "ンネルの工事は続いている。"},
      {"zh",
       "会议于下午结束，部长们没有对新闻界讲话。河上的新桥将于三月开放，隧道的工程仍在继续进行。"
       "居民们说，他们希望很快就能回家。"},
  };
  for (const auto& c : cases) {
    std::string text(c.text);
    text += text;
    EXPECT_EQ(language_of(text), c.lang) << c.text;
    EXPECT_EQ(language_of(text + text + text), c.lang) << c.text;
  }
}

TEST(Language, IsThatOfMostOfTheBeginning) {
  const std::string english =
      "All of this is in the notes that were sent to the office of the town. ";
  std::string russian;
  while (russian.size() < 8000)
    russian += "Новый мост через реку откроют в марте, и это все, что мы об этом знаем. ";
  EXPECT_EQ(language_of(russian), "ru");
  EXPECT_EQ(language_of(english + english + english + russian), "ru");
  EXPECT_EQ(language_of(english + russian.substr(0, 60)), "en");
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
