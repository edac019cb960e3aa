/**
 * Imported before the nodes: in what `withShortLimits` runs, their time limits for a request that a fault has
 * struck are over within a second.
 */
import { shorter } from './limits';

jest.mock('../../../nodes/shared/client/timeLimit', () =>
	shorter(
		jest.requireActual<typeof import('../../../nodes/shared/client/timeLimit')>(
			'../../../nodes/shared/client/timeLimit',
		),
	),
);
