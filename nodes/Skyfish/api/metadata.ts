import { NodeApiError } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { requireNoPage, type Json } from '../../shared/client/response';

/** What an operator filled in to change. */
export interface MetadataChanges {
	title?: string;
	description?: string;
	keywords?: string[];
	editorial?: boolean;
	adult_content?: boolean;
	/** Without `source`, that of a person. */
	geolocation?: { position?: { latitude: number; longitude: number; source?: string } };
	/** Unix seconds. */
	camera_created?: number;
	iptc?: Json;
}

/** Where a position that a person entered comes from (document 003, 5.3.1, the example). */
const ENTERED_BY_A_PERSON = '1000';

/** How often a change is put on top of what somebody else changed meanwhile. */
const MOST_CONFLICTS = 3;

/**
 * Puts changes on top of a media item's metadata sub-document (document 003, 5.2.1).
 *
 * @param current as `GET /media/{mediaId}/metadata` gives it; it is not changed
 * @param language of title, description and keywords; other languages stay
 * @returns the whole sub-document to send
 */
export function mergeMetadata(current: Json, changes: MetadataChanges, language: string): Json {
	const merged: Json = { ...current };
	for (const field of ['title', 'description', 'keywords'] as const) {
		if (changes[field] === undefined) continue;
		merged[field] = { ...(current[field] as Json | null), [language]: changes[field] };
	}
	for (const field of ['editorial', 'adult_content', 'camera_created'] as const) {
		if (changes[field] !== undefined) merged[field] = changes[field];
	}
	const position = changes.geolocation?.position;
	if (position) {
		merged.geolocation = {
			source: String(position.source ?? '').trim() || ENTERED_BY_A_PERSON,
			longitude: String(position.longitude),
			latitude: String(position.latitude),
		};
	}
	if (changes.iptc !== undefined) {
		merged.iptc = { ...(current.iptc as Json | null), ...changes.iptc };
	}
	return merged;
}

/**
 * Changes some of the metadata: `GET` and `POST /media/{mediaId}/metadata`, document 003, 5.2 and 5.3. The API
 * replaces the whole sub-document, so what was not filled in is sent back as it was.
 *
 * @param language see `mergeMetadata`
 * @returns the whole sub-document as it was sent
 * @throws NodeApiError with status 409 when others change it again and again
 */
export async function changeMetadata(
	client: Client,
	mediaId: number,
	changes: MetadataChanges,
	language: string,
): Promise<Json> {
	const path = { mediaId };
	const readMergeWrite = async () => {
		const current = await client.object('GET /media/{mediaId}/metadata', { path });
		const body = mergeMetadata(current, changes, language);
		requireNoPage(
			client.context,
			await client.request('POST /media/{mediaId}/metadata', { path, body }),
		);
		return body;
	};
	return await client.change(`media ${mediaId}`, async () => {
		for (let conflicts = 0; ; conflicts++) {
			const outcome = await readMergeWrite().catch((error: Error) => error);
			if (!(outcome instanceof Error)) return outcome;
			const isConflict = outcome instanceof NodeApiError && outcome.httpCode === '409';
			if (!isConflict || conflicts === MOST_CONFLICTS) throw outcome;
		}
	});
}
