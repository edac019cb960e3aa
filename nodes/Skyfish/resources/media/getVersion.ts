import type { Operation } from '../../../shared/operation';
import { mediaId } from '../../fields';
import { answerVersion } from '../../mediaAnswers';

/** `GET /media/:id/version`, document 003. */
export const getVersion: Operation = {
	option: {
		name: 'Get Version',
		value: 'getVersion',
		action: 'Get the version of a media',
		description: 'Get the number that grows with every change of the file or its metadata',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}/version' },
			output: { postReceive: [answerVersion] },
		},
	},
	fields: [mediaId],
};
