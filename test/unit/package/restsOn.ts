import type { PointName } from '../../../sandbox/readings/points';

/** Where one reading of an open point was seen; without it, every reading is a guess. */
type Seen = "vendor's site" | 'public clients';

interface Rest {
	/** The operations and triggers that rest on the point, e.g. `file upload`, `trigger`. */
	users: string[];
	seen?: Seen;
}

const reviews = ['acceptJob', 'acceptFile', 'reviewJob', 'reviewFiles', 'reviewFile'].map(
	(name) => `review ${name}`,
);
const statuses = ['job waitForStatus', 'job downloadResults', 'trigger'];
const jobSearch = ['search jobs', 'job getMany', 'job sendPhotos'];
const mediaSearch = ['search media', 'media getMany'];
const storage = ['file upload', 'job sendPhotos', 'file download', 'job downloadResults'];

/** The points that the documents leave open, each with what rests on it. `npm run check:live` settles them. */
export const restsOn: Record<PointName, Rest> = {
	'upload-field': { users: ['file upload', 'job sendPhotos'] },
	'upload-listing': {
		users: [
			...['file upload', 'job sendPhotos', 'job requestOffer'],
			...['file getAll', 'file get', 'file update'],
		],
	},
	'exact-address': { users: ['file download', 'job downloadResults'] },
	'storage-redirects': { users: storage },
	'storage-media-type': { users: ['file download', 'job downloadResults'] },
	'download-names': { users: ['file download', 'job downloadResults'] },
	'done-answer': { users: [...reviews, 'review rejectFiles'] },
	'rejected-count': { users: ['review getRejectedFilesCount'] },
	'reject-types': { users: ['review getRejectTypes', 'review setRejectionReasons'] },
	'search-fields': { users: ['search getFields', ...jobSearch] },
	'status-order': { users: statuses },
	'time-carousel': { users: statuses },
	'after-finished': { users: statuses },
	'results-listed': {
		users: [
			...['file download', 'job downloadResults'],
			...['review getFiles', 'review reviewFiles', 'review reviewFile'],
		],
	},
	'empty-reviews': { users: ['review reviewFile'] },
	'total-jobs': { users: [...jobSearch, 'trigger'] },
	'page-size': { users: [...jobSearch, 'trigger'] },
	'encoded-plus': {
		users: [...mediaSearch, 'search colourboxDownloads', 'folder getAll', 'trigger'],
		seen: 'public clients',
	},
	'expiration-keys': { users: ['media setExpirationDate'], seen: "vendor's site" },
	'empty-search': { users: mediaSearch, seen: 'public clients' },
	iptc: { users: ['media getMetadata', 'media updateMetadata'], seen: 'public clients' },
	'finish-address': { users: ['media upload'], seen: 'public clients' },
	'created-status': {
		users: ['folder create', 'clique create', 'user setProfileImage', 'account signUp'],
		seen: 'public clients',
	},
	'recursive-false': { users: [...mediaSearch, 'trigger'], seen: 'public clients' },
	lists: {
		users: [
			'clique getMembers',
			'clique getFolders',
			'company getFolders',
			'company getCdnAliases',
			'user getCliques',
		],
	},
	'special-permissions': {
		users: [
			...['account requestPasswordReset', 'account signUp', 'search colourboxDownloads'],
			...['media createStream', 'media getStreamUrl'],
			...['company getCdnAliases', 'media replaceCdnFile'],
		],
		seen: "vendor's site",
	},
};

/** What an operation rests on beside its document: `guess: upload-field`, `public clients: iptc`. */
export function openPointsOf(operation: string): string[] {
	const own = Object.entries(restsOn).filter(([, { users }]) => users.includes(operation));
	const bySource = Map.groupBy(own, ([, { seen = 'guess' }]) => seen);
	return [...bySource].map(
		([source, points]) => `${source}: ${points.map(([name]) => `\`${name}\``).join(', ')}`,
	);
}
