import type { IDataObject } from 'n8n-workflow';
import type { PointName, ValueOf } from '../../../sandbox/readings/points';

/** What an operator has to do with a reading that the nodes cannot find out by themselves. */
export interface Settling {
	/** The fields that settle it, by operation; `options` are added to those of the operation. */
	set?: Record<string, IDataObject>;
	/** Operations that cannot work under it, and what they must say. */
	says?: Record<string, RegExp>;
}

type Settlings = {
	[Name in PointName]?: { [Value in ValueOf<Name>]?: Settling };
};

const permission = /Skyfish.*permission/is;

/** All other readings work by themselves. */
export const settlings: Settlings = {
	'upload-field': {
		image: {
			set: Object.fromEntries(
				['file upload', 'job sendPhotos'].map((name) => [
					name,
					{ options: { uploadField: 'image' } },
				]),
			),
		},
	},
	'upload-listing': {
		'after-offer': { set: { 'job requestOffer': { options: { checkForPhotos: false } } } },
	},
	'expiration-keys': {
		'year-month': { set: { 'media setExpirationDate': { expireBy: 'month' } } },
	},
	'special-permissions': {
		missing: {
			says: {
				'search colourboxDownloads': permission,
				'account requestPasswordReset': permission,
				'account signUp': permission,
				'media createStream': permission,
				'media getStreamUrl': permission,
				'company getCdnAliases': permission,
				'media replaceCdnFile': permission,
			},
		},
	},
};

/** What all these readings together ask of an operator. */
export function settlingOf(readings: Partial<Record<PointName, string>>): Settling {
	const chosen = Object.entries(readings).flatMap(([name, value]) => {
		const byValue = settlings[name as PointName] as Record<string, Settling> | undefined;
		return byValue?.[value] ? [byValue[value]] : [];
	});
	return {
		set: Object.assign({}, ...chosen.map(({ set }) => set)) as Settling['set'],
		says: Object.assign({}, ...chosen.map(({ says }) => says)) as Settling['says'],
	};
}
