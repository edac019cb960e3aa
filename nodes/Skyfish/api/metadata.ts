type Json = Record<string, unknown>;

/** What an operator filled in to change. */
export interface MetadataChanges {
	title?: string;
	description?: string;
	keywords?: string[];
	editorial?: boolean;
	adult_content?: boolean;
	geolocation?: { position?: { latitude: number; longitude: number } };
	iptc?: Json;
	byline?: string;
	copyright?: string;
}

/** Where a position that a person entered comes from (document 003, 5.3.1, the example). */
const ENTERED_BY_A_PERSON = '1000';

/**
 * Puts changes on top of a media's metadata sub-document (document 003, 5.2.1).
 *
 * @param current as `GET /media/:id/metadata` gives it; it is not changed
 * @param language of title, description and keywords; other languages stay
 * @returns the whole sub-document to send
 */
export function mergeMetadata(current: Json, changes: MetadataChanges, language: string): Json {
	const merged: Json = { ...current };
	for (const field of ['title', 'description', 'keywords'] as const) {
		if (changes[field] === undefined) continue;
		merged[field] = { ...(current[field] as Json | null), [language]: changes[field] };
	}
	for (const field of ['editorial', 'adult_content'] as const) {
		if (changes[field] !== undefined) merged[field] = changes[field];
	}
	const position = changes.geolocation?.position;
	if (position) {
		merged.geolocation = {
			source: ENTERED_BY_A_PERSON,
			longitude: String(position.longitude),
			latitude: String(position.latitude),
		};
	}
	if (changes.iptc !== undefined) {
		merged.iptc = { ...(current.iptc as Json | null), ...changes.iptc };
	}
	return merged;
}
