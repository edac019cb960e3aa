import type { IDataObject } from 'n8n-workflow';
import { isObject, unexpectedAnswer } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import { answered, type Result } from '../../../shared/operation/results';
import { mediaId } from '../../locators';

/** The developer site has an object with the address; while the video is worked on, it was seen to be empty. */
const streamUrl: Result = (item, { body }) => {
	const given: unknown = body;
	const answer = isObject(given) ? given : { Stream: given };
	const { Stream: stream } = answer;
	if (typeof stream === 'string' && /^https?:\/\//.test(stream)) {
		return [{ json: { mediaId: item.id(mediaId), ...(answer as IDataObject) } }];
	}
	if ('Stream' in answer && (stream === '' || stream === null)) {
		throw operationError(
			item.context,
			`Skyfish is still creating the stream of media item ${item.id(mediaId)}`,
			'Run this again in a few minutes.',
		);
	}
	throw unexpectedAnswer(item.context, 'The answer had no "Stream".');
};

export const createStream: Operation = {
	name: 'Create Stream',
	value: 'createStream',
	action: 'Create a video stream of a media item',
	description:
		'Have Skyfish create a stream of a video, which takes a while. Skyfish has to enable this for your company first.',
	document: 'developer site',
	call: 'POST /media/{mediaId}/stream',
	fields: [mediaId],
	gives: answered('mediaId'),
};

export const getStreamUrl: Operation = {
	name: 'Get Stream URL',
	value: 'getStreamUrl',
	action: 'Get the stream URL of a media item',
	description: 'Get the public address (HLS) of a stream made with Create Stream',
	document: 'developer site',
	call: 'GET /media/{mediaId}/metadata/stream_url',
	fields: [mediaId],
	gives: streamUrl,
};
