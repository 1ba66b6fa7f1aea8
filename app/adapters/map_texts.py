# SPDX-License-Identifier: EUPL-1.2
"""What a map says in words, per language: buttons, signs and the way past it."""

# Filled in the browser: {n} minutes, {route} the group, {number} its stop.
MAP_TEXTS: dict[str, dict[str, str]] = {
    "nl": {
        "zoom_in": "Kaart groter",
        "zoom_out": "Kaart kleiner",
        "close": "Sluiten",
        "minutes": "{n} min",
        "about": "± {n} min",
        "stop": "{route}, stop {number}",
        "meeting": "Hier begint de route",
        "more": "Meer over deze school",
        "routes": "Kies welke routes u op de kaart ziet",
        "past": "Ga verder na de kaart: hetzelfde als tekst",
        "no_script": "De kaart werkt alleen met JavaScript. Hetzelfde staat hieronder als tekst:",
        "to_text": "lees verder",
    },
    "en": {
        "zoom_in": "Make the map larger",
        "zoom_out": "Make the map smaller",
        "close": "Close",
        "minutes": "{n} min",
        "about": "± {n} min",
        "stop": "{route}, stop {number}",
        "meeting": "The route starts here",
        "more": "More about this school",
        "routes": "Choose which routes you see on the map",
        "past": "Go past the map: the same as text",
        "no_script": "The map needs JavaScript. The same is written below:",
        "to_text": "read on",
    },
    "ar": {
        "zoom_in": "تكبير الخريطة",
        "zoom_out": "تصغير الخريطة",
        "close": "إغلاق",
        "minutes": "{n} د",
        "about": "± {n} د",
        "stop": "{route}، المحطة {number}",
        "meeting": "هنا يبدأ المسار",
        "more": "المزيد عن هذه المدرسة",
        "routes": "اختر المسارات التي تظهر على الخريطة",
        "past": "تخطَّ الخريطة: المحتوى نفسه كنص",
        "no_script": "تعمل الخريطة مع JavaScript فقط. تجد المحتوى نفسه أدناه كنص:",
        "to_text": "تابع القراءة",
    },
}


def map_texts(language: str) -> dict[str, str]:
    """Give the texts in a language (nl, nl-NL, en, ar, …); Dutch where a language has none of its own."""
    return MAP_TEXTS.get(language.partition("-")[0], MAP_TEXTS["nl"])
