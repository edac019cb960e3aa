/** What a media item is called, shows and whose it is, from its file's tags, in the order of chapter 9.1.5. */
import { emptyMetadata } from '../stores/mediaStore.ts';
import type { Geolocation, Metadata } from '../stores/mediaStore.ts';
import type { FileTags } from './fileTags.ts';

export interface Extracted {
	metadata: Metadata;
	copyright: string;
	byline: string;
}

/** For every piece the first field that says something counts; the others are not looked at. */
export function extractMetadata({ EXIF = {}, IPTC = {}, XMP = {} }: FileTags): Extracted {
	const caption = IPTC['Caption-Abstract'];
	const empty = emptyMetadata();
	const metadata: Metadata = {
		...empty,
		title: {
			...empty.title,
			en: firstText(XMP.Title, IPTC.Headline, IPTC.ObjectName, caption),
		},
		description: {
			...empty.description,
			en: firstText(XMP.Description, EXIF.ImageDescription, caption),
		},
		keywords: { en: keywordsIn(IPTC.Keywords) },
		iptc: IPTC,
		geolocation: positionIn(EXIF),
		camera_created: takenAt(EXIF),
	};
	return {
		metadata,
		copyright: firstText(IPTC.CopyrightNotice),
		byline: firstText(IPTC['By-line'], IPTC['By-lineTitle']),
	};
}

function firstText(...values: unknown[]): string {
	for (const value of values.flat()) {
		const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
		if (text !== '') return text;
	}
	return '';
}

function keywordsIn(value: unknown): string[] {
	const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
	return [...new Set(list.map((keyword) => String(keyword).trim()))].filter(Boolean);
}

function positionIn(tags: Record<string, unknown>): Geolocation | null {
	const { GPSLatitude: latitude, GPSLongitude: longitude } = tags;
	if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
	const south = tags.GPSLatitudeRef === 'S' ? -1 : 1;
	const west = tags.GPSLongitudeRef === 'W' ? -1 : 1;
	// The number 999 stands for "found in the file" in the document's example.
	return {
		source: '999',
		longitude: String(round(longitude * west)),
		latitude: String(round(latitude * south)),
	};
}

function round(degrees: number): number {
	return Math.round(degrees * 1e6) / 1e6;
}

/** UNIX time; a camera that does not tell its time zone is taken to be in UTC. */
function takenAt(tags: Record<string, unknown>): number | null {
	const text = firstText(tags.DateTimeOriginal, tags.CreateDate, tags.DateTimeDigitized);
	const [, date, time] = /^(\d{4}:\d\d:\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? [];
	if (!date || !time) return null;
	const zone = firstText(tags.OffsetTimeOriginal) || 'Z';
	const moment = Date.parse(`${date.replaceAll(':', '-')}T${time}${zone}`);
	return Number.isNaN(moment) ? null : Math.floor(moment / 1000);
}
