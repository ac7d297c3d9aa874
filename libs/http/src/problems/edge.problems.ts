import type { ProblemsOf } from './problem-text.js';
import { text } from './problem-text.js';

/** The reasons for which the edge itself, not a rule, says no. Stable for ever: part of the API. */
export type EdgeCode =
  | 'invalid_request'
  | 'invalid_json'
  | 'unknown_field'
  | 'invalid_cursor'
  | 'invalid_header'
  | 'unauthenticated'
  | 'invalid_token'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'not_acceptable'
  | 'request_timeout'
  | 'conflict'
  | 'stream_full'
  | 'stale_version'
  | 'too_large'
  | 'uri_too_long'
  | 'unsupported_media_type'
  | 'key_reused'
  | 'too_many_requests'
  | 'headers_too_large'
  | 'internal'
  | 'busy'
  | 'read_model_behind'
  | 'title_opening'
  | 'log_unavailable'
  | 'identity_provider_unavailable'
  | 'unavailable';

/** What the edge's own codes answer. */
export const edgeProblems = {
  invalid_request: text(
    400,
    ['请求的内容不合要求', '请按 errors 中的说明逐项改正后重发。'],
    ['The request is not well formed', 'Correct each item named in errors and send it again.'],
  ),
  invalid_json: text(
    400,
    ['请求体不是有效的 JSON', '请求体无法解析为 JSON。请检查括号、引号、逗号与 UTF-8 编码后重发。'],
    [
      'The body is not valid JSON',
      'The body cannot be read as JSON. Check brackets, quotes, commas and UTF-8, then send it again.',
    ],
  ),
  unknown_field: text(
    400,
    ['请求中有未知的字段', '请删除或改正 errors 中列出的字段后重发。'],
    ['The request has unknown fields', 'Remove or correct the fields named in errors.'],
  ),
  invalid_cursor: text(
    400,
    ['游标无效', '请原样使用上一页的 next，或去掉 cursor 从第一页开始。'],
    [
      'The cursor is not valid',
      'Use the `next` of the page before unchanged, or leave `cursor` out to start at the first page.',
    ],
  ),
  invalid_header: text(
    400,
    ['请求头不合要求', '请按 errors 中的说明改正请求头后重发。'],
    ['A header is not well formed', 'Correct the header named in errors and send it again.'],
  ),
  unauthenticated: text(
    401,
    ['需要登录', '请在 Authorization 头中给出 Bearer 令牌，或在 X-Api-Key 头中给出密钥。'],
    ['Sign in first', 'Send a bearer token in Authorization, or a key in X-Api-Key.'],
  ),
  invalid_token: text(
    401,
    ['令牌或密钥无效', '令牌或密钥已过期、被撤销，或不是为本服务签发的。请重新获取后重试。'],
    [
      'The token or key is not valid',
      'It has expired, was revoked, or was not issued for this service. Get a new one and try again.',
    ],
  ),
  forbidden: text(
    403,
    ['无权进行此操作', '此操作需要下列角色之一：{roles}。'],
    ['Not allowed', 'This needs one of the roles: {roles}.'],
  ),
  not_found: text(
    404,
    ['没有这个资源', '没有这个资源，或者您无权查看。请核对地址与标识。'],
    ['Not found', 'There is nothing here, or you may not see it. Check the address and the id.'],
  ),
  method_not_allowed: text(
    405,
    ['不支持此方法', '此地址支持的方法：{allow}。'],
    ['Method not allowed', 'This address supports: {allow}.'],
  ),
  not_acceptable: text(
    406,
    ['无法按所要求的格式应答', '请在 Accept 头中接受 application/json。'],
    ['Not acceptable', 'Accept application/json in the Accept header.'],
  ),
  request_timeout: text(
    408,
    ['请求未及时送达', '请求没有在限定时间内发送完毕。请重发。'],
    ['The request took too long', 'It did not arrive within the time allowed. Send it again.'],
  ),
  conflict: text(
    409,
    ['与当前状态冲突', '此操作与当前状态冲突。请重新读取后再试。'],
    ['Conflict', 'This conflicts with the present state. Read it again, then try again.'],
  ),
  stream_full: text(
    409,
    ['此资源的记录数已达上限', '此资源已达到所能记录的事件上限，不能再写入。请联系管理员。'],
    [
      'This resource can record no more',
      'It has reached the largest number of events that it may hold. Ask the administrator.',
    ],
  ),
  stale_version: text(
    412,
    ['版本已变化', '此资源现为版本 {actual}，而 If-Match 给出的是 {expected}。请重新读取后再试。'],
    [
      'The version has changed',
      'The resource is at version {actual}, If-Match says {expected}. Read it again, then try again.',
    ],
  ),
  too_large: text(
    413,
    ['请求体过大', '请求体超过上限。请减小或分批发送。'],
    ['The request is too large', 'It is larger than allowed. Make it smaller or send it in parts.'],
  ),
  uri_too_long: text(
    414,
    ['地址过长', '地址或其中的一段超过长度上限。请核对标识。'],
    ['The address is too long', 'The address or a part of it is too long. Check the ids in it.'],
  ),
  unsupported_media_type: text(
    415,
    ['不支持的内容类型', '此地址接受的 Content-Type：{accepts}。'],
    ['Unsupported media type', 'This address accepts the Content-Type: {accepts}.'],
  ),
  key_reused: text(
    422,
    [
      'Idempotency-Key 已用于另一个请求',
      '同一个 Idempotency-Key 先前用于内容不同的请求。请为新的请求使用新的随机值。',
    ],
    [
      'The Idempotency-Key was used for another request',
      'The same key came before with other content. Use a new random value for a new request.',
    ],
  ),
  too_many_requests: text(
    429,
    ['请求过于频繁', '请稍候再试。'],
    ['Too many requests', 'Wait a little, then try again.'],
  ),
  headers_too_large: text(
    431,
    ['请求头过大', '请求头超过上限。请减小后重发。'],
    ['The headers are too large', 'The headers are larger than allowed. Make them smaller.'],
  ),
  internal: text(
    500,
    ['服务内部错误', '服务出现意外错误，已记入日志。请凭 correlationId 联系管理员。'],
    [
      'Internal error',
      'Something unexpected went wrong and was logged. Give the correlationId to the administrator.',
    ],
  ),
  busy: text(
    503,
    ['服务繁忙', '排队等待的请求过多。请按 Retry-After 稍后重试。'],
    ['Too busy', 'Too much is waiting. Try again after the time in Retry-After.'],
  ),
  read_model_behind: text(
    503,
    ['读取模型尚未跟上', '读取模型还没有处理到所要求的位置。请按 Retry-After 稍后重试。'],
    [
      'The read model is not there yet',
      'It has not reached the position asked for. Try again after the time in Retry-After.',
    ],
  ),
  title_opening: text(
    503,
    ['产权登记簿正在开立', '资产已登记，其产权登记簿即将开立。请按 Retry-After 稍后重试。'],
    [
      'The title is being opened',
      'The asset is registered and its title opens shortly. Try again after the time in Retry-After.',
    ],
  ),
  log_unavailable: text(
    503,
    ['事件日志暂不可用', '事件日志暂时没有应答。请按 Retry-After 稍后重试。'],
    [
      'The event log is not available',
      'It does not answer. Try again after the time in Retry-After.',
    ],
  ),
  identity_provider_unavailable: text(
    503,
    ['身份提供方暂不可用', '暂时无法从身份提供方取得签名密钥。请按 Retry-After 稍后重试。'],
    [
      'The identity provider is not available',
      'Its signing keys cannot be fetched. Try again after the time in Retry-After.',
    ],
  ),
  unavailable: text(
    503,
    ['服务暂不可用', '请按 Retry-After 稍后重试。'],
    ['Not available', 'Try again after the time in Retry-After.'],
  ),
} as const satisfies ProblemsOf<EdgeCode>;
