/** Reads a whole metadata sub-document from a request, as chapter 5.2.1 describes it. */
import { emptyMetadata } from '../domain/stores/mediaStore.ts';
import type { Geolocation, Metadata, Translated } from '../domain/stores/mediaStore.ts';
import type { Body } from './bodies.ts';
import { optionalFlag, optionalInteger, textList, wrong } from './parameters.ts';

/** The metadata a body asks for: what it leaves out is empty, for it replaces everything. */
export function metadataIn(body: Body): Metadata {
	const empty = emptyMetadata();
	return {
		editorial: optionalFlag(body, 'editorial') ?? false,
		adult_content: optionalFlag(body, 'adult_content') ?? false,
		keywords: body.keywords == null ? empty.keywords : keywordsIn('keywords', body.keywords),
		title: body.title == null ? empty.title : translationsIn('title', body.title),
		description:
			body.description == null
				? empty.description
				: translationsIn('description', body.description),
		iptc: body.iptc == null ? {} : objectIn('iptc', body.iptc),
		geolocation: body.geolocation == null ? null : geolocationIn(body.geolocation),
		camera_created: optionalInteger(body, 'camera_created') ?? null,
	};
}

/** Texts by language. */
export function translationsIn(name: string, value: unknown): Translated {
	const entries = Object.entries(objectIn(name, value));
	if (entries.some(([, text]) => typeof text !== 'string')) throw wrong(name, 'texts by language');
	return Object.fromEntries(entries) as Translated;
}

/** Lists of keywords by language, each keyword once. */
export function keywordsIn(name: string, value: unknown): Record<string, string[]> {
	const entries = Object.entries(objectIn(name, value)).map(([language, list]) => [
		language,
		[...new Set(textList(`${name}.${language}`, list))],
	]);
	return Object.fromEntries(entries) as Record<string, string[]>;
}

function geolocationIn(value: unknown): Geolocation {
	const { source = '1000', longitude, latitude } = objectIn('geolocation', value);
	for (const [name, degrees, most] of [
		['longitude', longitude, 180],
		['latitude', latitude, 90],
	] as const) {
		const isGiven = (typeof degrees === 'string' && degrees !== '') || typeof degrees === 'number';
		if (!isGiven || !(Math.abs(Number(degrees)) <= most)) {
			throw wrong(`geolocation.${name}`, 'a number of degrees');
		}
	}
	return {
		source: String(source),
		longitude: String(longitude),
		latitude: String(latitude),
	};
}

function objectIn(name: string, value: unknown): Body {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body;
	throw wrong(name, 'an object');
}
